using System.Collections.Immutable;
using ZToken.Algebra;
using ZToken.Testing;

namespace ZToken.Notes.Tests;

/// <summary>A dealing, an opening and disclosures against tests/peers/supervision.mjs, which was written from docs/protocol.md and computes with noble.</summary>
public sealed class NobleSupervisionTests
{
    private readonly Town town = new("noble supervision");
    private readonly Committee committee = new("noble keepers", 3, 5);

    [Fact]
    public void A_program_written_from_the_document_opens_what_we_deal_and_deals_what_we_open()
    {
        _ = Requires.Peer("@noble/curves/misc.js");
        ViewKeyDealing dealing = committee.Deal(town, 1);
        DealingTerms terms = committee.Terms(town, 1);
        PublishedTransfer transfer = town.Publish(town.Plan(TransferShape.PaymentRun, 0, [town.Give(0, 1000)], (1, 300, "memo")).Plan);
        using ViewingKey key = town.Banks[1].ViewingKeyOf(Town.Epoch);
        string[] answers = Ask(Inputs(dealing, transfer, key));

        Assert.Equal("vk = " + Hex(32, key.Expose().Expose().WriteLittleEndian), answers[0]);
        Assert.Equal("S = " + Hex(32, key.SharedPointOf(transfer.Effects.EphemeralKey).Point.WriteTo), answers[1]);
        Assert.Equal(["disclosure.payee = holds", "disclosure.payer = holds"], answers[2..4]);
        Assert.True(ViewKeyDealing.TryRead(dealing.Context, Bytes(answers[4]), Bytes(answers[5]), Bytes(answers[6]), out ViewKeyDealing? theirs));
        Assert.NotEqual(dealing.Commitments.ToArray(), theirs.Commitments.ToArray());
        Assert.True(PaymentOpening.TryRebuildKey(Town.Epoch, [.. committee.SharesOf(theirs, terms).Skip(2)], Committee.CommitmentsOf(theirs), out ViewingKey? again));
        Assert.Equal(key.ViewingPoint, again.ViewingPoint);
        again.Dispose();
    }

    private List<string> Inputs(ViewKeyDealing dealing, PublishedTransfer transfer, ViewingKey key)
    {
        DealingTerms terms = committee.Terms(town, 1);
        DealingContext context = terms.Context;
        OpeningContext where = OpeningContext.Of(transfer, context.Member);
        using KeeperKey requester = KeeperKey.Create(town.Random);
        byte[] challenge = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];
        PaymentOpening opening = new(transfer, context.Member, Committee.CommitmentsOf(dealing));
        ImmutableArray<byte[]> parts = [.. committee.SharesOf(dealing, terms).Select(share => opening.SealPart(share, requester.PublicKey, town.Random))];
        Assert.Equal(DisclosureRefusal.None, PaymentDisclosure.ByPayee(key, context.Member, context.Owner, transfer, 0, challenge, town.Random, out PaymentDisclosure? byPayee));
        using ViewingKey payer = town.Banks[0].ViewingKeyOf(Town.Epoch);
        Assert.True(SenderMessage.TryDecrypt(payer.SharedPointOf(transfer.Effects.EphemeralKey), transfer.Effects, out SenderMessage? sent));
        Assert.Equal(DisclosureRefusal.None, PaymentDisclosure.ByPayer(sent, town.Directory(), transfer, 0, challenge, town.Random, out PaymentDisclosure? byPayer));
        List<string> lines =
        [
            $"m = {dealing.Threshold}", $"n = {dealing.Count}",
            "ledger = " + Hex(32, context.Ledger.WriteTo), $"member = {context.Member.Number:x4}", "owner = " + Hex(32, context.Owner.Value.WriteBigEndian), $"epoch = {context.Epoch.Number:x8}",
            "commitments = " + Convert.ToHexStringLower(dealing.Commitments), "shares = " + Convert.ToHexStringLower(dealing.Shares), "proof = " + Convert.ToHexStringLower(dealing.Proof()),
            $"chain = {where.ChainId:x16}", "contract = " + Hex(20, where.Contract.WriteTo), "bundle = " + Hex(32, where.Bundle.WriteTo), "E = " + Hex(32, transfer.Effects.EphemeralKey.WriteTo),
            "requester = " + Hex(32, requester.WriteTo), "challenge = " + Convert.ToHexStringLower(challenge),
            "disclosure.payee = " + Hex(PaymentDisclosure.SizeInBytes, byPayee!.WriteTo), "disclosure.payer = " + Hex(PaymentDisclosure.SizeInBytes, byPayer!.WriteTo),
        ];
        lines.AddRange(committee.Keys.Select((keeper, i) => $"keeper.{i + 1} = {Hex(32, keeper.WriteTo)}"));
        lines.AddRange(parts.Select((part, i) => $"part.{i + 1} = {Convert.ToHexStringLower(part)}"));
        return lines;
    }

    private static string[] Ask(List<string> lines)
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllLines(path, lines);
            (int exitCode, string output) = Requires.Run("node", Path.Combine(Requires.RepositoryRoot, "tests/peers/supervision.mjs"), path);
            Assert.True(exitCode == 0, output);
            return output.TrimEnd().Split('\n');
        }
        finally
        {
            File.Delete(path);
        }
    }

    private delegate void Writer(Span<byte> destination);

    private static string Hex(int length, Writer write)
    {
        byte[] bytes = new byte[length];
        write(bytes);
        return Convert.ToHexStringLower(bytes);
    }

    private static byte[] Bytes(string line) => Convert.FromHexString(line.Split(" = ")[1]);
}
