using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Contracts.Tests;

public sealed class AcceptedBundleTests
{
    public static TheoryData<int, int, BundleFunction> ShapesAndFunctions => SampleBundle.ShapesAndFunctions;

    [Theory]
    [MemberData(nameof(ShapesAndFunctions))]
    public void A_log_says_all_of_a_bundle_but_proof_and_signature(int inputs, int payments, BundleFunction function)
    {
        Bundle bundle = SampleBundle.Create(new TransferShape(inputs, payments), function);

        Assert.True(AcceptedBundle.TryRead(SampleBundle.LogOf(bundle, function, 77), SampleBundle.Contract, SampleBundle.Home, out AcceptedBundle? read));

        Assert.Equal((bundle.Id, function, 77U, bundle.VerifyingKeyVersion, bundle.Terms), (read.Id, read.Function, read.FirstPosition.Number, read.VerifyingKeyVersion, read.Terms));
        Assert.Equal(bundle.Statement.ToPublicInputs(), read.Statement.ToPublicInputs());
        Assert.Equal(bundle.Memos.Select(memo => memo.Bytes.ToArray()), read.Memos.Select(memo => memo.Bytes.ToArray()));
    }

    [Fact]
    public void A_log_of_which_any_bit_is_changed_is_refused_but_for_roots_and_position()
    {
        Bundle bundle = SampleBundle.Create(TransferShape.Everyday, BundleFunction.Shield);
        Log log = SampleBundle.LogOf(bundle, BundleFunction.Shield, 6);
        // Position, note root and member root are no part of what was signed.
        int inputs = (9 + 1) * 32;
        int[] free = [.. Enumerable.Range(28, 4), .. Enumerable.Range(inputs, 64)];

        for (int i = 0; i < log.Data.Length; i++)
        {
            byte[] data = log.Data.ToArray();
            data[i] ^= 1;
            bool isRead = AcceptedBundle.TryRead(log with { Data = data }, SampleBundle.Contract, SampleBundle.Home, out _);
            Assert.True(!isRead || free.Contains(i), $"byte {i}");
        }

        for (int topic = 0; topic < log.Topics.Count; topic++)
        {
            Hash256[] topics = [.. log.Topics];
            topics[topic] = Hash256.FromWord(topics[topic].ToWord() ^ Word.One);
            Assert.False(AcceptedBundle.TryRead(log with { Topics = topics }, SampleBundle.Contract, SampleBundle.Home, out _));
        }
    }

    [Fact]
    public void A_log_of_another_contract_another_home_or_a_wrong_length_is_refused()
    {
        Bundle bundle = SampleBundle.Create(TransferShape.Everyday, BundleFunction.Transfer);
        Log log = SampleBundle.LogOf(bundle, BundleFunction.Transfer, 0);

        Assert.True(AcceptedBundle.TryRead(log, SampleBundle.Contract, SampleBundle.Home, out _));
        Assert.False(AcceptedBundle.TryRead(log, SampleBundle.Account(8), SampleBundle.Home, out _));
        Assert.False(AcceptedBundle.TryRead(log, SampleBundle.Contract, SampleBundle.Home with { ChainId = 1 }, out _));
        Assert.False(AcceptedBundle.TryRead(log with { Topics = [.. log.Topics.Take(3)] }, SampleBundle.Contract, SampleBundle.Home, out _));
        Assert.False(AcceptedBundle.TryRead(log with { Topics = [] }, SampleBundle.Contract, SampleBundle.Home, out _));
        for (int length = 0; length < log.Data.Length; length += 32)
        {
            Assert.False(AcceptedBundle.TryRead(log with { Data = log.Data[..length] }, SampleBundle.Contract, SampleBundle.Home, out _));
        }
    }

    [Fact]
    public void A_bundle_that_would_end_beyond_the_tree_is_refused()
    {
        Bundle bundle = SampleBundle.Create(TransferShape.Everyday, BundleFunction.Transfer);

        Assert.True(AcceptedBundle.TryRead(SampleBundle.LogOf(bundle, BundleFunction.Transfer, uint.MaxValue - 1), SampleBundle.Contract, SampleBundle.Home, out _));
        Assert.False(AcceptedBundle.TryRead(SampleBundle.LogOf(bundle, BundleFunction.Transfer, uint.MaxValue), SampleBundle.Contract, SampleBundle.Home, out _));
    }
}
