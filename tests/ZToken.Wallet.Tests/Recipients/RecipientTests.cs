using ZToken.Contracts;
using ZToken.Notes;

namespace ZToken.Wallet.Tests;

public class RecipientTests
{
    // The LEI of Deutsche Bank AG, as GLEIF publishes it.
    private const string KnownLei = "7LTWFZYICNSX8D621K86";

    private readonly SampleRegistry registry = new("DEMOBANKAXX", "DEMOBANK", "DEUTDEFF500", KnownLei);

    [Theory]
    [InlineData("DEMOBANKAXX", 0)]
    [InlineData("demobankaxx", 0)]
    [InlineData("  DEMOBANKAXX ", 0)]
    [InlineData("DEMOBANK", 1)]
    [InlineData("DEMOBANKXXX", 1)]
    [InlineData("DEUTDEFF500", 2)]
    [InlineData(KnownLei, 3)]
    [InlineData("7ltwfzyicnsx8d621k86", 3)]
    public void A_member_is_found_by_its_bic_or_its_lei(string text, int member)
    {
        Assert.Equal(RecipientRefusal.None, Resolve(text, out RegisteredMember? found));
        Assert.Equal(member, found!.Index.Number);
    }

    [Fact]
    public void A_bic_without_a_branch_is_that_of_the_head_office_and_of_no_other_branch() =>
        Assert.Equal(RecipientRefusal.Unknown, Resolve("DEUTDEFF", out _));

    [Fact]
    public void A_member_is_found_by_its_address()
    {
        RegisteredMember member = registry.Follower.Members.ElementAt(2);

        Assert.Equal(RecipientRefusal.None, Resolve(member.Address.ToText(Network.Development), out RegisteredMember? found));
        Assert.Equal(member, found);
    }

    [Theory]
    [InlineData("")]
    [InlineData("DEMOBAN")]
    [InlineData("DEMOBANKA")]
    [InlineData("DEMO8ANKAXX")]
    [InlineData("DEMOBANK-XX")]
    [InlineData("DEMÖBANKAXX")]
    [InlineData("7LTWFZYICNSX8D621KAB")]
    [InlineData("DE89370400440532013000")]
    public void What_has_no_form_of_a_recipient_is_malformed(string text) => Assert.Equal(RecipientRefusal.Malformed, Resolve(text, out _));

    [Fact]
    public void An_lei_with_any_one_wrong_character_is_mistyped()
    {
        for (int position = 0; position < Lei.Length; position++)
        {
            char other = KnownLei[position] == '7' ? '8' : '7';
            Assert.Equal(RecipientRefusal.WrongChecksum, Resolve(KnownLei[..position] + other + KnownLei[(position + 1)..], out _));
        }
    }

    [Theory]
    [InlineData("5493001KJTIIGC8Y1R12")] // Bloomberg Finance L.P.
    [InlineData("529900T8BM49AURSDO55")] // Ubisecure Oy
    [InlineData("213800WSGIIZCXF1P572")] // Jaguar Land Rover Ltd
    public void Published_leis_have_the_right_check_digits_and_are_nobodys_here(string lei) => Assert.Equal(RecipientRefusal.Unknown, Resolve(lei, out _));

    [Fact]
    public void A_mistyped_address_and_one_of_another_network_are_told_apart()
    {
        string address = registry.Follower.Members.First().Address.ToText(Network.Development);

        Assert.Equal(RecipientRefusal.WrongChecksum, Resolve(address[..^1] + (address[^1] == 'q' ? 'p' : 'q'), out _));
        Assert.Equal(RecipientRefusal.OtherNetwork, Resolve(registry.Follower.Members.First().Address.ToText(Network.Production), out _));
    }

    [Fact]
    public void An_address_whose_owner_is_not_the_registrys_is_refused()
    {
        RegisteredMember[] members = [.. registry.Follower.Members];

        Assert.Equal(RecipientRefusal.OtherOwner, Resolve(new PaymentAddress(members[0].Owner, members[1].Index).ToText(Network.Development), out RegisteredMember? found));
        Assert.Null(found);
        Assert.Equal(RecipientRefusal.Unknown, Resolve(new PaymentAddress(members[0].Owner, new MemberIndex(9)).ToText(Network.Development), out _));
    }

    [Fact]
    public void A_frozen_member_is_known_and_cannot_be_paid()
    {
        RegisteredMember member = registry.Follower.Members.First();
        registry.Remove(member, forEver: false);

        Assert.Equal(RecipientRefusal.Absent, Resolve(member.Name, out RegisteredMember? found));
        Assert.Equal(member, found);
    }

    [Fact]
    public void A_bank_that_was_admitted_again_is_paid_at_its_new_place()
    {
        registry.Remove(registry.Follower.Members.First(), forEver: true);
        RegisteredMember again = registry.Admit("DEMOBANKAXX");

        Assert.Equal(RecipientRefusal.None, Resolve("DEMOBANKAXX", out RegisteredMember? found));
        Assert.Equal(again, found);
        registry.Remove(again, forEver: false);
        Assert.Equal(RecipientRefusal.Absent, Resolve("DEMOBANKAXX", out found));
        Assert.Equal(again, found);
    }

    [Fact]
    public void A_name_that_two_members_have_is_refused_and_their_addresses_are_not()
    {
        RegisteredMember second = registry.Admit("DEMOBANKXXX");

        Assert.Equal(RecipientRefusal.Ambiguous, Resolve("DEMOBANK", out RegisteredMember? found));
        Assert.Null(found);
        Assert.Equal(RecipientRefusal.None, Resolve(second.Address.ToText(Network.Development), out found));
        Assert.Equal(second, found);
    }

    [Fact]
    public void What_is_wrong_is_said_in_one_line()
    {
        foreach (string text in (string[])["DEMOBANKZXX", "DEMO8ANKAXX", "7LTWFZYICNSX8D621K87"])
        {
            WalletException refusal = Assert.Throws<WalletException>(() => RecipientBook.Resolve(text, registry.Follower, Network.Development));
            Assert.Equal(WalletRefusal.UnknownRecipient, refusal.Refusal);
            Assert.Contains(text, refusal.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', refusal.Message);
        }
    }

    private RecipientRefusal Resolve(string text, out RegisteredMember? member)
    {
        member = null;
        RecipientRefusal refusal = Recipient.Parse(text, Network.Development, out Recipient? recipient);
        Assert.Equal(refusal == RecipientRefusal.None, recipient is not null);
        return recipient?.Resolve(registry.Follower, out member) ?? refusal;
    }
}
