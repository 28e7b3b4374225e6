using ZToken.Notes;

namespace ZToken.Audit.Tests;

/// <summary>What a hole in the proof system would let pass, and the note graph does not.</summary>
public sealed class NoteGraphTests : IDisposable
{
    private readonly AuditedTown town = new();
    private readonly NoteGraph graph = new();

    public NoteGraphTests()
    {
        // Positions: 0 a payment of nothing, 1 the change that was shielded.
        Take(0, [], [], publicIn: 500);
        Take(1, [], [], publicIn: 70);
        Assert.Empty(graph.Findings);
    }

    public void Dispose() => town.Dispose();

    [Fact]
    public void Notes_are_followed_from_their_making_to_their_spending()
    {
        Take(0, [(1, 500)], [(1, 200)]);
        Take(1, [(3, 70), (4, 200)], [(0, 240)]);

        Assert.Empty(graph.Findings);
        Assert.Equal((new Amount(570), 6), (graph.UnspentOf(AuditedTown.Euro), graph.Count));
        Assert.Equal(Amount.Zero, graph.UnspentOf(new AssetId(2)));
    }

    [Fact]
    public void A_note_that_is_spent_twice_is_found()
    {
        Take(0, [(1, 500)], [(1, 200)]);
        Take(0, [(1, 500)], [(1, 200)]);

        AssertFound(SupplyFindingKind.SpentTwice, SupplyFindingKind.DoesNotBalance);
    }

    [Fact]
    public void A_note_that_is_another_banks_or_not_there_is_found()
    {
        Take(0, [(3, 70)], [(1, 10)]);
        Take(0, [(77, 90)], [(1, 10)]);

        AssertFound(SupplyFindingKind.SpendsWhatIsNotItsOwn, SupplyFindingKind.DoesNotBalance, SupplyFindingKind.SpendsWhatIsNotItsOwn, SupplyFindingKind.DoesNotBalance);
    }

    [Fact]
    public void Money_that_is_made_of_nothing_is_found()
    {
        Take(0, [(1, 501)], [(1, 501)]);

        AssertFound(SupplyFindingKind.DoesNotBalance);
        Assert.Contains("500 cents go in, 501 come out", graph.Findings[0].Detail, StringComparison.Ordinal);
        Assert.Equal(new Amount(571), graph.UnspentOf(AuditedTown.Euro));
    }

    [Fact]
    public void A_payment_that_is_not_what_its_commitment_holds_is_found_and_does_not_count()
    {
        AuditedTransfer transfer = town.Transfer(0, [(1, 500)], [(1, 200)]);
        graph.Take(transfer with { Payments = [], Contradictory = [0] });

        AssertFound(SupplyFindingKind.Contradictory, SupplyFindingKind.DoesNotBalance);
        Assert.All(graph.Findings, finding => Assert.Equal(transfer.Recorded.Bundle.Id, finding.Bundle));
    }

    private void Take(int sender, (uint Position, ulong Cents)[] spent, (int Payee, ulong Cents)[] payments, ulong publicIn = 0) => graph.Take(town.Transfer(sender, spent, payments, publicIn));

    private void AssertFound(params SupplyFindingKind[] expected) => Assert.Equal(expected, graph.Findings.Select(finding => finding.Kind));
}
