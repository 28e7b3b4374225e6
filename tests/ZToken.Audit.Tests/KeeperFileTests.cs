using System.Text;
using ZToken.Algebra;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Audit.Tests;

public class KeeperFileTests
{
    private static readonly RandomSource random = RandomSource.FromSeed("keeper files"u8);

    [Fact]
    public void A_key_comes_back_under_its_password_and_under_no_other()
    {
        using KeeperKey key = KeeperKey.Create(random);
        byte[] file = KeeperFile.Seal(key, "correct horse"u8, KeystoreCost.Light, random);

        Assert.Equal(KeystoreRefusal.None, KeeperFile.Open(file, "correct horse"u8, out KeeperKey? opened));
        using (opened)
        {
            Assert.Equal(key.PublicKey, opened!.PublicKey);
        }

        Assert.Equal(KeystoreRefusal.WrongPassword, KeeperFile.Open(file, "battery staple"u8, out _));
        Assert.Equal(KeystoreRefusal.Malformed, KeeperFile.Open(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(file).Replace("ztoken keeper", "ztoken wallet", StringComparison.Ordinal)), "correct horse"u8, out _));
        Assert.Contains(KeeperText.Of(key.PublicKey), Encoding.UTF8.GetString(file), StringComparison.Ordinal);
    }

    [Fact]
    public void A_public_key_is_read_from_its_text_alone()
    {
        using KeeperKey key = KeeperKey.Create(random);
        string text = KeeperText.Of(key.PublicKey);

        Assert.True(KeeperText.TryParse(text, out KeeperPublicKey? read));
        Assert.Equal(key.PublicKey, read);
        Assert.False(KeeperText.TryParse(text[2..], out _));
        Assert.False(KeeperText.TryParse(text + "00", out _));
        Assert.False(KeeperText.TryParse("0x" + new string('0', 64), out _));
        Assert.False(KeeperText.TryParse(null, out _));
    }
}
