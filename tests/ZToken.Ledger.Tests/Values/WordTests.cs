using System.Globalization;
using System.Numerics;
using CsCheck;

namespace ZToken.Ledger.Tests;

/// <summary>Every operation of the EVM's word against the framework's integers.</summary>
public sealed class WordTests
{
    private static readonly BigInteger Modulus = BigInteger.One << 256;

    // Limbs at the edges make carries, borrows and wrong guesses of a digit likely.
    private static readonly Gen<ulong> Limb = Gen.Frequency(
        (3, Gen.ULong), (1, Gen.Const(0UL)), (1, Gen.Const(ulong.MaxValue)), (1, Gen.OneOf(Gen.Const(1UL), Gen.Const(1UL << 63), Gen.Const((1UL << 63) - 1), Gen.Const(ulong.MaxValue - 1))), (1, Gen.ULong[0, 300]));

    private static readonly Gen<Word> Words = Gen.Select(Limb, Limb, Limb, Limb, Gen.Int[0, 4]).Select((a, b, c, d, limbs) => limbs switch
    {
        0 => new Word(a % 300),
        1 => new Word(a),
        2 => new Word(0, 0, a, b),
        3 => new Word(0, a, b, c),
        _ => new Word(a, b, c, d),
    });

    [Fact]
    public void Sums_products_and_quotients_are_those_of_integers() => Gen.Select(Words, Words).Sample((a, b) =>
    {
        BigInteger x = Big(a), y = Big(b);
        AssertSame(x + y, a + b);
        AssertSame(x - y, a - b);
        AssertSame(-x, -a);
        AssertSame(x * y, a * b);
        AssertSame(y.IsZero ? 0 : x / y, a / b);
        AssertSame(y.IsZero ? 0 : x % y, a % b);
        if (!y.IsZero)
        {
            (Word quotient, Word remainder) = Word.DivRem(a, b);
            AssertSame(x / y, quotient);
            AssertSame(x % y, remainder);
        }

        Assert.Equal(x + y >= Modulus ? 1UL : 0UL, Word.AddWithCarry(a, b, out Word sum));
        AssertSame(x + y, sum);
    }, iter: 20_000);

    [Fact]
    public void A_quotient_whose_digits_are_guessed_too_high_is_right() => Gen.Select(Words, Words, Words).Sample((q, b, r) =>
    {
        // Numerators just below and at a multiple of the divisor: the digits' guesses are wrong most often there.
        BigInteger y = Big(b);
        if (y.IsZero)
        {
            return;
        }

        foreach (int offset in new[] { -1, 0, 1 })
        {
            BigInteger x = ((Big(q) % ((Modulus - 1) / y) * y) + offset + Modulus) % Modulus;
            (Word quotient, Word remainder) = Word.DivRem(From(x), b);
            AssertSame(x / y, quotient);
            AssertSame(x % y, remainder);
        }

        AssertSame(((Big(q) * y) + Big(r)) % Modulus % y, ((q * b) + r) % b);
    }, iter: 10_000);

    [Fact]
    public void Remainders_of_wide_sums_and_products_are_those_of_integers() => Gen.Select(Words, Words, Words).Sample((a, b, m) =>
    {
        AssertSame(m.IsZero ? 0 : (Big(a) + Big(b)) % Big(m), Word.AddMod(a, b, m));
        AssertSame(m.IsZero ? 0 : Big(a) * Big(b) % Big(m), Word.MulMod(a, b, m));
    }, iter: 20_000);

    [Fact]
    public void Signed_quotients_are_rounded_towards_zero() => Gen.Select(Words, Words).Sample((a, b) =>
    {
        BigInteger x = Signed(a), y = Signed(b);
        AssertSame(y.IsZero ? 0 : BigInteger.Divide(x, y), Word.SignedDivide(a, b));
        AssertSame(y.IsZero ? 0 : BigInteger.Remainder(x, y), Word.SignedRemainder(a, b));
        Assert.Equal(x < y, Word.SignedLessThan(a, b));
    }, iter: 10_000);

    [Fact]
    public void The_least_signed_number_by_minus_one_is_itself()
    {
        Assert.Equal(Word.MinSigned, Word.SignedDivide(Word.MinSigned, Word.MaxValue));
        Assert.Equal(Word.Zero, Word.SignedRemainder(Word.MinSigned, Word.MaxValue));
        Assert.Throws<DivideByZeroException>(() => Word.DivRem(Word.One, Word.Zero));
    }

    [Fact]
    public void Powers_are_those_of_integers() => Gen.Select(Words, Words).Sample((a, e) =>
        AssertSame(BigInteger.ModPow(Big(a), Big(e), Modulus), Word.Pow(a, e)), iter: 500);

    [Fact]
    public void Powers_of_zero_and_two()
    {
        Assert.Equal(Word.One, Word.Pow(Word.Zero, Word.Zero));
        Assert.Equal(Word.Zero, Word.Pow(Word.Zero, Word.One));
        Assert.Equal(Word.MinSigned, Word.Pow(2, 255));
        Assert.Equal(Word.Zero, Word.Pow(2, 256));
        Assert.Equal(Word.Zero, Word.Pow(2, Word.MaxValue));
    }

    [Fact]
    public void Order_is_that_of_integers() => Gen.Select(Words, Words, Gen.Bool).Sample((a, other, same) =>
    {
        Word b = same ? a : other;
        int expected = Big(a).CompareTo(Big(b));
        Assert.Equal(expected < 0, a < b);
        Assert.Equal(expected > 0, a > b);
        Assert.Equal(expected <= 0, a <= b);
        Assert.Equal(expected >= 0, a >= b);
        Assert.Equal(expected == 0, a == b);
        Assert.Equal(expected != 0, a != b);
        Assert.Equal(Math.Sign(expected), a.CompareTo(b));
        Assert.Equal(expected == 0, a.Equals((object)b));
        Assert.True(expected != 0 || a.GetHashCode() == b.GetHashCode());
    }, iter: 10_000);

    [Fact]
    public void Bits_are_those_of_integers() => Gen.Select(Words, Words).Sample((a, b) =>
    {
        AssertSame(Big(a) & Big(b), a & b);
        AssertSame(Big(a) | Big(b), a | b);
        AssertSame(Big(a) ^ Big(b), a ^ b);
        AssertSame(Modulus - 1 - Big(a), ~a);
        Assert.Equal((int)Big(a).GetBitLength(), a.BitLength);
        Assert.Equal(256 - (int)Big(a).GetBitLength(), a.LeadingZeroCount);
        Assert.Equal(Big(a).IsZero ? 0 : Big(a).GetByteCount(isUnsigned: true), a.ByteLength);
        Assert.Equal(Signed(a).Sign < 0, a.IsNegative);
        Assert.Equal(Big(a) <= ulong.MaxValue, a.TryToUInt64(out ulong low));
        Assert.Equal((ulong)(Big(a) & ulong.MaxValue), low);
    }, iter: 10_000);

    [Fact]
    public void Shifts_are_those_of_integers() => Gen.Select(Words, Gen.Int[0, 300]).Sample((a, bits) =>
    {
        AssertSame(Big(a) << bits, a << bits);
        AssertSame(Big(a) >> bits, a >> bits);
        AssertSame(Big(a) << bits, Word.ShiftLeft(a, (ulong)bits));
        AssertSame(Big(a) >> bits, Word.ShiftRight(a, (ulong)bits));
        AssertSame(Signed(a) >> bits, Word.ShiftRightArithmetic(a, (ulong)bits));
    }, iter: 10_000);

    [Fact]
    public void Shifts_by_more_than_a_word_has_leave_nothing_or_the_sign() => Words.Sample(a =>
    {
        Word huge = new(1, 0, 0, 5);
        Assert.Equal(Word.Zero, a << -1);
        Assert.Equal(Word.Zero, a >> int.MinValue);
        Assert.Equal(Word.Zero, Word.ShiftLeft(a, huge));
        Assert.Equal(Word.Zero, Word.ShiftRight(a, huge));
        Assert.Equal(a.IsNegative ? Word.MaxValue : Word.Zero, Word.ShiftRightArithmetic(a, huge));
    }, iter: 200);

    [Fact]
    public void Bytes_are_counted_from_the_top() => Gen.Select(Words, Gen.Int[0, 40]).Sample((a, index) =>
    {
        Assert.Equal(index < 32 ? a.ToBytes()[index] : 0UL, Word.ByteAt((ulong)index, a).Low64);
        Assert.Equal(Word.Zero, Word.ByteAt(new Word(0, 0, 1, (ulong)index), a));
    }, iter: 2_000);

    [Fact]
    public void Signs_are_extended_from_any_byte() => Gen.Select(Words, Gen.Int[0, 40]).Sample((a, index) =>
    {
        int bits = 8 * (index + 1);
        BigInteger low = Big(a) & ((BigInteger.One << bits) - 1);
        BigInteger expected = bits < 256 && ((low >> (bits - 1)) & 1) == 1 ? low - (BigInteger.One << bits) : low;
        AssertSame(bits < 256 ? expected : Big(a), Word.SignExtend((ulong)index, a));
        Assert.Equal(a, Word.SignExtend(new Word(0, 1, 0, (ulong)index), a));
    }, iter: 5_000);

    [Fact]
    public void Bytes_and_text_come_back() => Words.Sample(a =>
    {
        byte[] expected = Big(a).ToByteArray(isUnsigned: true, isBigEndian: true);
        Assert.Equal(expected, a.ToBytes()[^expected.Length..]);
        Assert.Equal(a, Word.ReadBigEndian(a.ToBytes()));
        Assert.Equal(a, Word.ReadShortBigEndian(expected));
        byte[] brief = new byte[32];
        int length = a.WriteShortBigEndian(brief);
        Assert.Equal(a.IsZero ? [] : expected, brief[..length]);
        Assert.Equal(Big(a), BigInteger.Parse("0" + a.ToString()[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture));
        Assert.True(Word.TryParse(a.ToString(), out Word read));
        Assert.Equal(a, read);
        Assert.True(Word.TryParse("0x" + a.ToString()[2..].ToUpperInvariant(), out read));
        Assert.Equal(a, read);
    }, iter: 5_000);

    [Theory]
    [InlineData("")]
    [InlineData("0x")]
    [InlineData("1")]
    [InlineData("0X1")]
    [InlineData("0x01")]
    [InlineData("0xg")]
    [InlineData("0x 1")]
    [InlineData("0x-1")]
    [InlineData("0x10000000000000000000000000000000000000000000000000000000000000000")]
    public void What_is_no_quantity_is_not_read(string text)
    {
        Assert.False(Word.TryParse(text, out Word value));
        Assert.Equal(Word.Zero, value);
    }

    [Fact]
    public void Bytes_of_the_wrong_number_are_the_callers_mistake()
    {
        Assert.Throws<ArgumentException>(() => Word.ReadBigEndian(new byte[31]));
        Assert.Throws<ArgumentException>(() => Word.ReadShortBigEndian(new byte[33]));
        Assert.Equal(Word.Zero, Word.ReadShortBigEndian([]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Word.One.WriteBigEndian(new byte[31]));
    }

    private static BigInteger Big(Word word) => new(word.ToBytes(), isUnsigned: true, isBigEndian: true);

    private static BigInteger Signed(Word word) => new(word.ToBytes(), isUnsigned: false, isBigEndian: true);

    private static Word From(BigInteger value) => Word.ReadShortBigEndian(value.ToByteArray(isUnsigned: true, isBigEndian: true));

    private static void AssertSame(BigInteger expected, Word actual) => Assert.Equal(((expected % Modulus) + Modulus) % Modulus, Big(actual));
}
