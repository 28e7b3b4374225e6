using System.Buffers.Binary;
using System.Security.Cryptography;
using ZToken.Algebra;
using ZToken.Crypto;

namespace ZToken.Notes;

/// <summary>All random values of one transfer, drawn from a secret key, fresh randomness and the draft together.</summary>
/// <remarks>
/// BLAKE2b-512 keyed with a member's planning key, over 32 random bytes and every field of the draft; then each value from that digest by its name and
/// number. Two drafts that differ in anything never share esk, alpha, rcv or rcm, even where the source of randomness repeats itself or was
/// rolled back with a machine's image: a stream that is used for two messages would give both away.
/// </remarks>
internal sealed class PlanRandomness : IDisposable
{
    public const byte Ephemeral = 0;
    public const byte Randomizer = 1;
    public const byte PaymentBlinding = 2;
    public const byte ChangeBlinding = 3;
    public const byte DummyNote = 4;
    public const byte DummyPosition = 5;

    private readonly byte[] seed = GC.AllocateArray<byte>(Blake2b.MaxLength, pinned: true);

    public PlanRandomness(TransferDraft draft, FullViewingKey key, RandomSource source)
    {
        Span<byte> planningKey = stackalloc byte[WalletSeed.SizeInBytes], fresh = stackalloc byte[32];
        key.WritePlanningKey(planningKey);
        source.Fill(fresh);
        using Blake2b hash = new(Blake2b.MaxLength, planningKey, personalization: Domains.PlanRandomness);
        hash.Append(fresh);
        Append(hash, draft);
        hash.Finish(seed);
        CryptographicOperations.ZeroMemory(planningKey);
        CryptographicOperations.ZeroMemory(fresh);
    }

    public JubjubScalar Scalar(byte name, int number = 0)
    {
        Span<byte> digest = stackalloc byte[Blake2b.MaxLength];
        Draw(name, number, digest);
        JubjubScalar scalar = JubjubScalar.FromWideLittleEndian(digest);
        CryptographicOperations.ZeroMemory(digest);
        return scalar;
    }

    public Fr Element(byte name, int number)
    {
        Span<byte> digest = stackalloc byte[Blake2b.MaxLength];
        Draw(name, number, digest);
        Fr element = Fr.FromWideLittleEndian(digest);
        CryptographicOperations.ZeroMemory(digest);
        return element;
    }

    public uint Number(byte name, int number)
    {
        Span<byte> digest = stackalloc byte[Blake2b.MaxLength];
        Draw(name, number, digest);
        return BinaryPrimitives.ReadUInt32BigEndian(digest);
    }

    public EphemeralSecret EphemeralSecret()
    {
        Span<byte> digest = stackalloc byte[Blake2b.MaxLength];
        Draw(Ephemeral, 0, digest);
        EphemeralSecret secret = Notes.EphemeralSecret.FromRandomBytes(digest[..Fr.SizeInBytes]);
        CryptographicOperations.ZeroMemory(digest);
        return secret;
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(seed);

    private void Draw(byte name, int number, Span<byte> digest) => Blake2b.HashData([name, (byte)number], digest, seed, personalization: Domains.PlanRandomness);

    // Every field, those of variable number after their count.
    private static void Append(Blake2b hash, TransferDraft draft)
    {
        Span<byte> buffer = stackalloc byte[Memo.PaddedSize];
        AppendNumbers(hash, draft.Shape.Code, draft.VerifyingKeyVersion, draft.Epoch.Number, draft.Asset.Number, draft.Sender.Number, draft.PublicIn.Cents, draft.PublicOut.Cents);
        TransferTerms terms = draft.Terms;
        AppendNumbers(hash, terms.ChainId, terms.Expiry);
        foreach (AccountId account in (ReadOnlySpan<AccountId>)[terms.Contract, terms.Depositor, terms.Target])
        {
            account.WriteTo(buffer);
            hash.Append(buffer[..AccountId.SizeInBytes]);
        }

        terms.Agreement.WriteTo(buffer);
        hash.Append(buffer[..AgreementReference.SizeInBytes]);
        AppendNumbers(hash, (ulong)draft.Notes.Count);
        foreach (SpendableNote note in draft.Notes)
        {
            AppendNumbers(hash, note.Position.Number);
            note.Note.Commit().Value.WriteBigEndian(buffer);
            hash.Append(buffer[..Fr.SizeInBytes]);
        }

        AppendNumbers(hash, (ulong)draft.Payments.Count);
        foreach (Payment payment in draft.Payments)
        {
            AppendNumbers(hash, payment.Payee.Number, payment.Value.Cents);
            payment.Memo.WriteTo(buffer);
            hash.Append(buffer);
        }

        buffer.Clear();
    }

    private static void AppendNumbers(Blake2b hash, params ReadOnlySpan<ulong> numbers)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        foreach (ulong number in numbers)
        {
            BinaryPrimitives.WriteUInt64BigEndian(bytes, number);
            hash.Append(bytes);
        }
    }
}
