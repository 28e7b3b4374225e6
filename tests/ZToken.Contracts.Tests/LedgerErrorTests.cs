using ZToken.Ledger;

namespace ZToken.Contracts.Tests;

public sealed class LedgerErrorTests
{
    [Fact]
    public void Every_error_of_the_contracts_has_its_refusal_and_every_refusal_its_error()
    {
        string[] errors = [.. LedgerContracts.All.SelectMany(contract => contract.Abi.Errors).Select(error => error.Name).Distinct().Order(StringComparer.Ordinal)];

        string[] refusals = [.. Enum.GetNames<LedgerRefusal>().Where(name => name != nameof(LedgerRefusal.Unknown)).Order(StringComparer.Ordinal)];

        Assert.Equal(errors, refusals);
    }

    [Fact]
    public void An_error_is_read_with_what_it_says()
    {
        foreach (AbiFunction error in LedgerContracts.All.SelectMany(contract => contract.Abi.Errors))
        {
            AbiValue[] arguments = [.. error.Inputs.Select(Sample)];

            LedgerError read = LedgerError.Read(error.EncodeCall(arguments));

            Assert.Equal((error.Name, error.Name), (read.Name, read.Refusal.ToString()));
            Assert.Equal(arguments, read.Arguments);
        }
    }

    [Fact]
    public void Bytes_that_are_none_of_our_errors_are_unknown()
    {
        byte[] good = LedgerContracts.ZToken.Abi.Error("NullifierSeen").EncodeCall(new Word(7));

        Assert.Equal(LedgerRefusal.NullifierSeen, LedgerError.Read(good).Refusal);
        Assert.Equal("NullifierSeen(0x7)", LedgerError.Read(good).ToString());
        Assert.All<byte[]>([[], [1], good[..3], good[..^1], [.. good, 0], new byte[100_000]], bytes => Assert.Equal(LedgerRefusal.Unknown, LedgerError.Read(bytes).Refusal));
        Assert.Contains("out of order", LedgerError.Read(AbiFunction.Error.EncodeCall("out of order")).ToString(), StringComparison.Ordinal);
    }

    private static AbiValue Sample(AbiType type) => type.Kind switch
    {
        AbiKind.FixedBytes => new byte[type.Size],
        _ => Word.One,
    };
}
