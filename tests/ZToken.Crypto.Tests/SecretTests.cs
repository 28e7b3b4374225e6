using System.Text.Json;
using ZToken.Algebra;

namespace ZToken.Crypto.Tests;

public sealed class SecretTests
{
    [Fact]
    public void A_secret_has_no_text_and_no_serialised_form()
    {
        using Secret<JubjubScalar> secret = new(JubjubScalar.FromUInt64(0xdeadbeef));
        Assert.DoesNotContain("deadbeef", secret.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.Throws<InvalidOperationException>(() => JsonSerializer.Serialize(secret));
        Assert.Throws<NotSupportedException>(() => secret.GetHashCode());
        Assert.Throws<NotSupportedException>(() => secret.Equals(null));
    }

    [Fact]
    public void Equal_secrets_are_equal_and_others_are_not()
    {
        using Secret<JubjubScalar> a = new(JubjubScalar.FromUInt64(7));
        using Secret<JubjubScalar> b = new(JubjubScalar.FromUInt64(7));
        using Secret<JubjubScalar> c = new(JubjubScalar.FromUInt64(8));
        Assert.True(a.FixedTimeEquals(b));
        Assert.False(a.FixedTimeEquals(c));
    }

    [Fact]
    public void A_disposed_secret_is_zero_and_gives_nothing()
    {
        Secret<ulong> secret = new(42);
        ref readonly ulong value = ref secret.Expose();
        Assert.Equal(42UL, value);
        secret.Dispose();
        Assert.Equal(0UL, value);
        Assert.Throws<ObjectDisposedException>(() => secret.Expose());
        using Secret<ulong> other = new(0);
        Assert.Throws<ObjectDisposedException>(() => other.FixedTimeEquals(secret));
        Assert.Throws<ObjectDisposedException>(() => secret.FixedTimeEquals(other));
    }
}
