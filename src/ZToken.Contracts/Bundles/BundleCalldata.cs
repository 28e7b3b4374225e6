using System.Diagnostics.CodeAnalysis;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Contracts;

/// <summary>Reads the bundles out of calldata as the contract reads them.</summary>
/// <remarks>
/// The contract follows offsets wherever they lead, so that whoever submits a bundle can lay it out in many ways and put anything behind it. A reader that took only
/// the encoder's own layout could be kept from exporting a ledger's history. Everything is bounded by the length of the calldata.
/// </remarks>
internal ref struct BundleCalldata
{
    private const int WordSize = Word.SizeInBytes;
    private const int BundleWords = 12;

    private readonly ReadOnlySpan<byte> bytes;
    private bool failed;

    private BundleCalldata(ReadOnlySpan<byte> bytes) => this.bytes = bytes;

    public static bool TryReadSingle(ReadOnlySpan<byte> arguments, [NotNullWhen(true)] out ContractBundle? bundle)
    {
        BundleCalldata data = new(arguments);
        bundle = data.ReadBundle(data.Follow(0, 0));
        return !data.failed;
    }

    public static bool TryReadSeveral(ReadOnlySpan<byte> arguments, out IReadOnlyList<BundleOperation> operations)
    {
        BundleCalldata data = new(arguments);
        int list = data.Follow(0, 0);
        int count = data.ReadLength(list);
        data.failed |= count > ZTokenContract.MostOperations;
        List<BundleOperation> read = [];
        for (int i = 0; i < count && !data.failed; i++)
        {
            int operation = data.Follow(list + WordSize, list + WordSize + (i * WordSize));
            ulong kind = data.ReadNumber(operation, (ulong)BundleFunction.Unshield);
            read.Add(new BundleOperation((BundleFunction)kind, data.ReadBundle(data.Follow(operation, operation + WordSize))));
        }

        operations = data.failed ? [] : read;
        return !data.failed;
    }

    private ContractBundle ReadBundle(int start)
    {
        _ = At(start, BundleWords * WordSize);
        int inputs = Follow(start, start + (10 * WordSize));
        int count = ReadLength(inputs);
        Word[] words = new Word[At(inputs + WordSize, (long)count * WordSize).Length / WordSize];
        for (int i = 0; i < words.Length; i++)
        {
            words[i] = ReadWord(inputs + ((i + 1) * WordSize));
        }

        return new ContractBundle
        {
            Shape = (byte)ReadNumber(start, byte.MaxValue),
            KeyVersion = (uint)ReadNumber(start + WordSize, uint.MaxValue),
            Expiry = ReadNumber(start + (2 * WordSize), ulong.MaxValue),
            Depositor = Address.FromWord(ReadWord(start + (3 * WordSize))),
            Target = Address.FromWord(ReadWord(start + (4 * WordSize))),
            Agreement = Hash256.FromWord(ReadWord(start + (5 * WordSize))),
            Proof = ReadBytes(Follow(start, start + (6 * WordSize))),
            SignatureR = Hash256.FromWord(ReadWord(start + (7 * WordSize))),
            SignatureRU = ReadWord(start + (8 * WordSize)),
            SignatureS = Hash256.FromWord(ReadWord(start + (9 * WordSize))),
            Inputs = System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray(words),
            Memos = ReadBytes(Follow(start, start + (11 * WordSize))),
        };
    }

    /// <summary>Where an offset leads that counts from a base.</summary>
    private int Follow(int from, int offset)
    {
        long place = (long)ReadNumber(offset, int.MaxValue) + from;
        failed |= place > bytes.Length - WordSize;
        return failed ? 0 : (int)place;
    }

    private byte[] ReadBytes(int place) => At(place + WordSize, ReadLength(place)).ToArray();

    private int ReadLength(int place) => (int)ReadNumber(place, (ulong)bytes.Length);

    private ulong ReadNumber(int place, ulong most)
    {
        bool fits = ReadWord(place).TryToUInt64(out ulong number) && number <= most;
        failed |= !fits;
        return fits ? number : 0;
    }

    private Word ReadWord(int place) => At(place, WordSize) is { IsEmpty: false } word ? Word.ReadBigEndian(word) : Word.Zero;

    private ReadOnlySpan<byte> At(int place, long length)
    {
        failed |= place + length > bytes.Length;
        return failed ? default : bytes.Slice(place, (int)length);
    }
}
