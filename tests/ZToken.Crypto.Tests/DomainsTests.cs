using System.Reflection;
using System.Text;

namespace ZToken.Crypto.Tests;

public sealed class DomainsTests
{
    private delegate ReadOnlySpan<byte> PersonalizationGetter();

    [Fact]
    public void All_domains_of_the_sponge_differ_and_leave_room_for_streams()
    {
        HashDomain[] domains = [.. typeof(Domains).GetProperties().Where(p => p.PropertyType == typeof(HashDomain)).Select(p => (HashDomain)p.GetValue(null)!)];
        Assert.True(domains.Length >= 5);
        Assert.Equal(domains.Length, domains.Distinct().Count());
        Assert.All(domains, domain => Assert.Equal(0UL, domain.Tag % 256));
        Assert.All(domains, domain => Assert.NotEqual(0UL, domain.Tag));
    }

    [Fact]
    public void All_personalisations_differ_and_have_the_length_of_their_hash()
    {
        string[] texts = [.. typeof(Domains).GetProperties().Where(p => p.PropertyType == typeof(ReadOnlySpan<byte>)).Select(Read)];
        Assert.NotEmpty(texts);
        Assert.Equal(texts.Length, texts.Distinct(StringComparer.Ordinal).Count());
        Assert.All(texts, text => Assert.True(text.Length is Blake2b.SaltLength or Blake2s.SaltLength, text));
    }

    [Fact]
    public void A_domain_is_its_name_in_ASCII_times_256()
    {
        Assert.Equal(0x4f574e455200UL, Domains.Owner.Tag);
        Assert.Equal(0x4f574e455207UL, Domains.Owner.Stream(7).Tag);
        Assert.Equal(Domains.Owner.Stream(9), Domains.Owner.Stream(7).Stream(9));
        Assert.Throws<ArgumentException>(() => HashDomain.FromName("EIGHTLET"));
        Assert.Throws<ArgumentException>(() => HashDomain.FromName(""));
        Assert.Throws<ArgumentException>(() => HashDomain.FromName("é"));
    }

    private static string Read(PropertyInfo property) =>
        Encoding.ASCII.GetString(property.GetMethod!.CreateDelegate<PersonalizationGetter>()());
}
