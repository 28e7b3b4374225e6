using CsCheck;
using ZToken.Algebra;
using ZToken.Crypto;

namespace ZToken.Notes.Tests;

public sealed class PaymentAddressTests
{
    private static readonly Gen<PaymentAddress> Addresses = Gen.Select(Gen.Byte.Array[64], Gen.UShort).Select((bytes, index) => new PaymentAddress(new NoteOwner(Fr.FromWideLittleEndian(bytes)), new MemberIndex(index)));

    [Fact]
    public void An_address_reads_back_on_its_own_network_and_on_no_other() => Addresses.Sample(address =>
    {
        foreach (Network network in Enum.GetValues<Network>())
        {
            string text = address.ToText(network);
            foreach (Network other in Enum.GetValues<Network>())
            {
                Assert.Equal(network == other, PaymentAddress.TryParse(text, other, out PaymentAddress again));
                Assert.Equal(network == other ? address : default, again);
            }
        }
    }, iter: 200);

    [Theory]
    [InlineData(Network.Production, "zt1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqpydzk0zdtehhlahq3jcwen")]
    [InlineData(Network.Test, "ztt1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqpydzk0zdtehhlahqvutgnp")]
    [InlineData(Network.Development, "ztd1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqpydzk0zdtehhlahq5jn34j")]
    public void The_text_of_an_address_is_pinned(Network network, string text)
    {
        PaymentAddress address = new(new NoteOwner(Fr.FromUInt64(0x0123456789abcdef)), new MemberIndex(0xfedc));

        Assert.Equal(text, address.ToText(network));
        Assert.True(PaymentAddress.TryParse(text.ToUpperInvariant(), network, out PaymentAddress again));
        Assert.Equal(address, again);
    }

    [Fact]
    public void Every_changed_letter_every_swap_and_every_lost_letter_is_caught_by_the_checksum()
    {
        const string Letters = "qpzry9x8gf2tvdw0s3jn54khce6mua7l1b";
        string text = new PaymentAddress(new NoteOwner(Fr.Random(RandomSource.FromSeed("address"u8))), new MemberIndex(4711)).ToText(Network.Production);
        for (int i = 0; i < text.Length; i++)
        {
            foreach (char letter in Letters.Where(letter => letter != text[i]))
            {
                Assert.False(Parses(text[..i] + letter + text[(i + 1)..]));
            }

            Assert.False(Parses(text[..i] + text[(i + 1)..]));
            Assert.False(Parses(text[..i] + "q" + text[i..]));
            Assert.False(Parses(text[..i]));
            if (i > 0 && text[i] != text[i - 1])
            {
                Assert.False(Parses(text[..(i - 1)] + text[i] + text[i - 1] + text[(i + 1)..]));
            }
        }
    }

    [Fact]
    public void An_owner_that_is_not_below_r_and_bytes_of_another_length_are_refused()
    {
        byte[] alias = Fr.Modulus.ToByteArray(isUnsigned: true, isBigEndian: true);

        Assert.False(Parses(Bech32.Encode("zt", [.. alias, 0, 1])));
        alias[^1]--;
        Assert.True(Parses(Bech32.Encode("zt", [.. alias, 0, 1])));
        Assert.False(Parses(Bech32.Encode("zt", [.. alias, 0])));
        Assert.False(Parses(Bech32.Encode("zt", [.. alias, 0, 1, 0])));
        Assert.False(Parses(Bech32.Encode("zt", [.. alias, 0, 1], Bech32Variant.Bech32)));
    }

    [Fact]
    public void Text_that_is_no_address_is_refused_and_throws_nothing() => Gen.String.Sample(text => Assert.False(Parses(text)));

    private static bool Parses(string text) => PaymentAddress.TryParse(text, Network.Production, out _);
}
