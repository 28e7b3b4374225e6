using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;
using ZToken.Algebra;
using ZToken.Crypto;
using ZToken.Notes;

namespace ZToken.Remote.Tests;

/// <summary>A bank, whom it pays, its signer, and the certificates of its servers and clients.</summary>
internal sealed class House : IDisposable
{
    private static readonly Epoch epoch = new(4);
    private static readonly MemberIndex self = new(9);
    private static readonly MemberIndex other = new(10);
    private static readonly TransferTerms terms = new() { ChainId = 7, Contract = default, Expiry = 4_000_000_000 };

    private readonly RandomSource random = RandomSource.FromSeed("house"u8);
    private readonly SigningLog log = SigningLog.InMemory();
    private readonly DevelopmentCertificates certificates = new(TimeSpan.FromHours(1));
    private readonly FullViewingKey keys;
    private readonly FullViewingKey payee;
    private readonly SpendAuthorizationKey key;
    private readonly MemberDirectory members = new();
    private readonly List<IDisposable> made = [];

    public House()
    {
        LedgerId ledger = LedgerId.Of(terms.ChainId, default);
        using WalletSeed seed = WalletSeed.Create(random), payeeSeed = WalletSeed.Create(random);
        (keys, payee, key) = (seed.FullViewingKey(ledger), payeeSeed.FullViewingKey(ledger), seed.SpendAuthorizationKey(ledger));
        MemberTree tree = new(epoch);
        Assert.Null(tree.Register(self, keys.MemberIn(epoch)));
        Assert.Null(tree.Register(other, payee.MemberIn(epoch)));
        members.Follow(tree);
        Server = Made(certificates.IssueServer("signer", "localhost", "127.0.0.1"));
        Client = Made(certificates.IssueClient("wallet"));
    }

    public TlsIdentity Server { get; }

    public TlsIdentity Client { get; }

    public PeerTrust Authority => PeerTrust.InAuthority(X509CertificateLoader.LoadCertificate(certificates.Authority.RawDataMemory.Span));

    /// <summary>A software signer of the bank, with its log.</summary>
    public ISpendSigner Signer(SigningLimits? limits = null) => new SoftwareSpendSigner(
        key, new PaymentAddress(keys.Owner, self), terms.ChainId, terms.Contract, members, log, limits ?? new SigningLimits(TimeSpan.FromDays(36_500), new HashSet<uint> { 1 }));

    /// <summary>A payment of 60 out of 100.</summary>
    public SigningRequest Request(TransferShape shape)
    {
        TransferPlan plan = PlannedTransfer.Create(
            new TransferDraft
            {
                Shape = shape,
                VerifyingKeyVersion = 1,
                Epoch = epoch,
                Asset = new AssetId(1),
                Sender = self,
                Notes = [new SpendableNote(new Note(new AssetId(1), new Amount(100), keys.Owner, Fr.Random(random)), new NotePosition(3))],
                Payments = [new Payment(other, new Amount(60), Memo.FromText("rent"))],
                Terms = terms,
            },
            keys,
            random).Plan;
        TransferParties parties = new(keys.MemberIn(epoch), [.. Enumerable.Repeat(payee.MemberIn(epoch), 1), .. Enumerable.Repeat(keys.MemberIn(epoch), shape.Payments - 1)]);
        return new SigningRequest(plan, TransferEffects.Of(plan, keys.ProofGenerationKey.ValidatingKey, parties), plan.EncryptMemos(parties));
    }

    /// <summary>Whether a signature is of the request's transfer.</summary>
    public static bool Holds(SigningRequest request, RedJubjubSignature signature)
    {
        byte[] message = new byte[SignatureHash.SizeInBytes];
        SignatureHash.Of(request.Effects, request.Plan.VerifyingKeyVersion, request.Plan.Terms, request.Memos).WriteTo(message);
        return RedJubjubPublicKey.TryFromPoint(request.Effects.RandomizedKey, out RedJubjubPublicKey rk) && RedJubjub.SpendAuthorization.Verify(rk, message, signature);
    }

    /// <summary>A request whose memos are in another order or fewer.</summary>
    public static SigningRequest WithMemos(SigningRequest request, ImmutableArray<MemoCiphertext> memos) => request with { Memos = memos };

    public RemoteServerOptions Serving() => new() { Identity = Server, Trust = Authority };

    public RemoteClientOptions Calling(RemoteServer server) => Calling(server.Address);

    public RemoteClientOptions Calling(Uri address) => new() { Address = address, Identity = Client, Trust = Authority, Deadline = TimeSpan.FromSeconds(30) };

    /// <summary>An identity that ends with the house.</summary>
    public TlsIdentity Made(X509Certificate2 certificate)
    {
        TlsIdentity identity = TlsIdentity.From(certificate);
        made.Add(identity);
        return identity;
    }

    public void Dispose()
    {
        made.ForEach(identity => identity.Dispose());
        certificates.Dispose();
        log.Dispose();
        key.Dispose();
        payee.Dispose();
        keys.Dispose();
    }
}
