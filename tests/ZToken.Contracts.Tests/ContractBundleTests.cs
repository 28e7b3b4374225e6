using System.Buffers;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Contracts.Tests;

public sealed class ContractBundleTests
{
    public static TheoryData<int, int, BundleFunction> ShapesAndFunctions => SampleBundle.ShapesAndFunctions;

    [Theory]
    [MemberData(nameof(ShapesAndFunctions))]
    public void A_bundle_comes_back_from_calldata_byte_for_byte(int inputs, int payments, BundleFunction function)
    {
        Bundle bundle = SampleBundle.Create(new TransferShape(inputs, payments), function);

        byte[] call = ZTokenContract.Submit(new BundleOperation(function, ContractBundle.From(bundle)));

        Assert.True(ZTokenContract.TryReadOperations(call, out IReadOnlyList<BundleOperation> operations));
        BundleOperation read = Assert.Single(operations);
        Assert.Equal(function, read.Function);
        Assert.True(read.Bundle.TryToBundle(SampleBundle.ChainId, SampleBundle.Contract, out Bundle? again));
        Assert.Equal(Wire(bundle), Wire(again));
        Assert.Equal(bundle.Id, again.Id);
    }

    [Fact]
    public void Several_bundles_come_back_from_one_call_in_their_order()
    {
        BundleOperation[] operations = [.. Enum.GetValues<BundleFunction>().Select(function => new BundleOperation(function, ContractBundle.From(SampleBundle.Create(TransferShape.Everyday, function))))];

        Assert.True(ZTokenContract.TryReadOperations(ZTokenContract.Execute(operations), out IReadOnlyList<BundleOperation> read));

        Assert.Equal(operations.Select(operation => (operation.Function, Hex.ToPrefixed(ZTokenContract.Submit(operation)))), read.Select(operation => (operation.Function, Hex.ToPrefixed(ZTokenContract.Submit(operation)))));
        Assert.Throws<ArgumentException>(() => ZTokenContract.Execute([]));
        Assert.Throws<ArgumentException>(() => ZTokenContract.Execute([.. Enumerable.Repeat(operations[0], ZTokenContract.MostOperations + 1)]));
    }

    [Fact]
    public void Calldata_of_something_else_or_that_ends_early_is_not_read()
    {
        byte[] call = ZTokenContract.Submit(new BundleOperation(BundleFunction.Transfer, ContractBundle.From(SampleBundle.Create(TransferShape.Everyday, BundleFunction.Transfer))));
        byte[] several = ZTokenContract.Execute([new BundleOperation(BundleFunction.Transfer, ContractBundle.From(SampleBundle.Create(TransferShape.Everyday, BundleFunction.Transfer)))]);

        Assert.False(ZTokenContract.TryReadOperations(AbiFunction.Parse("transfer(address,uint256)").EncodeCall(Address.Zero, 5UL), out _));
        // The last words are padding behind the memos, which the contract does not look at.
        const int Padding = 16;
        for (int length = 0; length < call.Length - Padding; length++)
        {
            Assert.False(ZTokenContract.TryReadOperations(call.AsSpan(0, length), out _));
        }

        for (int length = 0; length < several.Length - Padding; length++)
        {
            Assert.False(ZTokenContract.TryReadOperations(several.AsSpan(0, length), out _));
        }
    }

    [Fact]
    public void Calldata_in_another_layout_is_read_as_the_contract_reads_it()
    {
        ContractBundle good = ContractBundle.From(SampleBundle.Create(TransferShape.Everyday, BundleFunction.Transfer));
        byte[] call = ZTokenContract.Submit(new BundleOperation(BundleFunction.Transfer, good));
        // Sixty-four bytes of something between the offset and the struct, and something behind.
        byte[] shifted = [.. call[..4], .. new Word(32 + 64).ToBytes(), .. new byte[64], .. call[36..], 1, 2, 3];

        Assert.True(ZTokenContract.TryReadOperations(shifted, out IReadOnlyList<BundleOperation> read));

        Assert.Equal(call, ZTokenContract.Submit(read[0]));
    }

    [Fact]
    public void Calldata_of_any_bytes_is_read_or_refused_in_bounded_work()
    {
        byte[] call = ZTokenContract.Execute([new BundleOperation(BundleFunction.Shield, ContractBundle.From(SampleBundle.Create(TransferShape.Everyday, BundleFunction.Shield)))]);

        for (int word = 0; word < (call.Length - 4) / 32; word++)
        {
            foreach (Word value in new[] { Word.Zero, Word.One, new Word(31), new Word(32), new Word((ulong)call.Length), new Word(int.MaxValue), new Word(uint.MaxValue), Word.MaxValue })
            {
                byte[] changed = [.. call];
                value.WriteBigEndian(changed.AsSpan(4 + (32 * word)));
                if (ZTokenContract.TryReadOperations(changed, out IReadOnlyList<BundleOperation> operations))
                {
                    Assert.InRange(operations.Sum(operation => (long)operation.Bundle.Inputs.Length), 0, call.Length);
                }
            }
        }
    }

    [Fact]
    public void What_no_bundle_has_is_sent_but_not_read_back_as_a_bundle()
    {
        ContractBundle good = ContractBundle.From(SampleBundle.Create(TransferShape.Everyday, BundleFunction.Transfer));
        ContractBundle[] bad =
        [
            good with { Shape = 0x22 },
            good with { Inputs = good.Inputs[..^1] },
            good with { Inputs = good.Inputs.SetItem(0, Word.MaxValue) },
            good with { Inputs = good.Inputs.SetItem(2, new Word(1UL << 32)) },
            good with { Memos = good.Memos[1..] },
            good with { Proof = good.Proof[1..] },
            good with { Proof = new byte[512] },
            good with { SignatureRU = good.SignatureRU + Word.One },
            good with { SignatureR = Hash256.FromWord(Word.MaxValue) },
            good with { SignatureS = Hash256.FromWord(Word.MaxValue) },
        ];

        Assert.All(bad, bundle =>
        {
            Assert.True(ZTokenContract.TryReadOperations(ZTokenContract.Submit(new BundleOperation(BundleFunction.Transfer, bundle)), out IReadOnlyList<BundleOperation> read));
            Assert.False(read[0].Bundle.TryToBundle(SampleBundle.ChainId, SampleBundle.Contract, out _));
        });
        Assert.True(good.TryToBundle(SampleBundle.ChainId, SampleBundle.Contract, out _));
    }

    private static byte[] Wire(Bundle bundle)
    {
        ArrayBufferWriter<byte> writer = new();
        bundle.WriteTo(writer);
        return writer.WrittenSpan.ToArray();
    }
}
