using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace ZToken.Algebra;

/// <summary>Inverses modulo an odd prime by division steps, in a time that depends on the value.</summary>
/// <remarks>
/// D. J. Bernstein, B.-Y. Yang, "Fast constant-time gcd computation and modular inversion" (2019), with the half-step variant and the
/// batches of 62 steps described by P. Wuille for libsecp256k1 ("The safegcd implementation"). Integers are little-endian limbs of
/// 62 bits; all but the topmost are kept non-negative. About a fifteenth of an inversion by Fermat's theorem.
/// </remarks>
internal static class ModularInverse
{
    private const int LimbBits = 62;
    private const ulong LimbMask = (1UL << LimbBits) - 1;

    /// <summary>Replaces canonical words, least significant first, by those of the inverse; zero stays zero.</summary>
    [SkipLocalsInit]
    public static void InvertVarTime(Span<ulong> words, ReadOnlySpan<ulong> modulusWords)
    {
        int count = ((64 * words.Length) / LimbBits) + 1;
        Span<long> memory = stackalloc long[5 * count];
        Span<long> modulus = memory[..count];
        Span<long> f = memory.Slice(count, count);
        Span<long> g = memory.Slice(2 * count, count);
        Span<long> d = memory.Slice(3 * count, count);
        Span<long> e = memory.Slice(4 * count, count);
        Split(modulusWords, modulus);
        modulus.CopyTo(f);
        Split(words, g);
        d.Clear();
        e.Clear();
        e[0] = 1;

        // Invariants modulo m: d * a = f, e * a = g, up to powers of two that the steps divide out.
        ulong inverse = InverseModuloWord((ulong)modulus[0]);
        long delta = -1;
        int length = count;
        while (!IsZero(g[..length]))
        {
            Steps steps = Steps.Compute(ref delta, (ulong)f[0], (ulong)g[0]);
            UpdateCofactors(d, e, steps, modulus, inverse);
            UpdateValues(f[..length], g[..length], steps);
            length = Shorten(f, g, length);
        }

        // Now f is the greatest common divisor, 1 or -1 (or the modulus, where the value was zero and d still is).
        Normalize(d, f[length - 1] < 0, modulus);
        Join(d, words);
    }

    /// <summary>The matrix of 62 division steps, times 2^62: f' = (u f + v g) / 2^62, g' = (q f + r g) / 2^62.</summary>
    private readonly ref struct Steps
    {
        public readonly long U, V, Q, R;

        private Steps(long u, long v, long q, long r)
        {
            U = u;
            V = v;
            Q = q;
            R = r;
        }

        public static Steps Compute(ref long delta, ulong f, ulong g)
        {
            ulong u = 1, v = 0, q = 0, r = 1;
            long eta = delta;
            int left = LimbBits;
            while (true)
            {
                // As many steps at once as g has trailing zeros, at most what is left.
                int zeros = BitOperations.TrailingZeroCount(g | (ulong.MaxValue << left));
                g >>= zeros;
                u <<= zeros;
                v <<= zeros;
                eta -= zeros;
                left -= zeros;
                if (left == 0)
                {
                    break;
                }

                int bits;
                ulong factor;
                if (eta < 0)
                {
                    eta = -eta;
                    (f, g) = (g, 0UL - f);
                    (u, q) = (q, 0UL - u);
                    (v, r) = (r, 0UL - v);
                    // Add a multiple of f that clears up to six bits of g: f (f^2 - 2) is -1/f modulo 64.
                    bits = (int)Math.Min(Math.Min(eta + 1, left), 6);
                    factor = f * g * ((f * f) - 2);
                }
                else
                {
                    // Up to four bits: f + ((f + 1) & 4) << 1 is 1/f modulo 16.
                    bits = (int)Math.Min(Math.Min(eta + 1, left), 4);
                    factor = (0UL - (f + (((f + 1) & 4) << 1))) * g;
                }

                factor &= (1UL << bits) - 1;
                g += f * factor;
                q += u * factor;
                r += v * factor;
            }

            delta = eta;
            return new Steps((long)u, (long)v, (long)q, (long)r);
        }
    }

    private static void UpdateValues(Span<long> f, Span<long> g, in Steps t)
    {
        Accumulator x = default, y = default;
        x.Add(t.U, f[0]);
        x.Add(t.V, g[0]);
        y.Add(t.Q, f[0]);
        y.Add(t.R, g[0]);
        Debug.Assert((x.Low & LimbMask) == 0 && (y.Low & LimbMask) == 0);
        x.Shift();
        y.Shift();
        for (int i = 1; i < f.Length; i++)
        {
            long fi = f[i], gi = g[i];
            x.Add(t.U, fi);
            x.Add(t.V, gi);
            y.Add(t.Q, fi);
            y.Add(t.R, gi);
            f[i - 1] = (long)(x.Low & LimbMask);
            g[i - 1] = (long)(y.Low & LimbMask);
            x.Shift();
            y.Shift();
        }

        f[^1] = (long)x.Low;
        g[^1] = (long)y.Low;
    }

    /// <summary>The same steps on d and e, to which multiples of the modulus are added so that 2^62 divides them.</summary>
    private static void UpdateCofactors(Span<long> d, Span<long> e, in Steps t, ReadOnlySpan<long> modulus, ulong inverse)
    {
        // Keeps both between -2 m and m.
        long signD = d[^1] >> 63, signE = e[^1] >> 63;
        long multipleD = (t.U & signD) + (t.V & signE);
        long multipleE = (t.Q & signD) + (t.R & signE);
        Accumulator x = default, y = default;
        x.Add(t.U, d[0]);
        x.Add(t.V, e[0]);
        y.Add(t.Q, d[0]);
        y.Add(t.R, e[0]);
        multipleD -= (long)(((inverse * x.Low) + (ulong)multipleD) & LimbMask);
        multipleE -= (long)(((inverse * y.Low) + (ulong)multipleE) & LimbMask);
        x.Add(modulus[0], multipleD);
        y.Add(modulus[0], multipleE);
        Debug.Assert((x.Low & LimbMask) == 0 && (y.Low & LimbMask) == 0);
        x.Shift();
        y.Shift();
        for (int i = 1; i < d.Length; i++)
        {
            long di = d[i], ei = e[i];
            x.Add(t.U, di);
            x.Add(t.V, ei);
            x.Add(modulus[i], multipleD);
            y.Add(t.Q, di);
            y.Add(t.R, ei);
            y.Add(modulus[i], multipleE);
            d[i - 1] = (long)(x.Low & LimbMask);
            e[i - 1] = (long)(y.Low & LimbMask);
            x.Shift();
            y.Shift();
        }

        d[^1] = (long)x.Low;
        e[^1] = (long)y.Low;
    }

    /// <summary>A signed 128-bit sum of products.</summary>
    private struct Accumulator
    {
        private long high;

        public ulong Low { get; private set; }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(long a, long b)
        {
            long top = Math.BigMul(a, b, out long low);
            Low += (ulong)low;
            high += top + (Low < (ulong)low ? 1 : 0);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Shift()
        {
            Low = (Low >> LimbBits) | ((ulong)high << (64 - LimbBits));
            high >>= LimbBits;
        }
    }

    /// <summary>Drops the topmost limb where it is only the sign of both.</summary>
    private static int Shorten(Span<long> f, Span<long> g, int length)
    {
        if (length > 1 && (f[length - 1] is 0 or -1) && (g[length - 1] is 0 or -1))
        {
            f[length - 2] |= f[length - 1] << LimbBits;
            g[length - 2] |= g[length - 1] << LimbBits;
            length--;
        }

        return length;
    }

    /// <summary>From between -2 m and m, negated on demand, into [0, m).</summary>
    private static void Normalize(Span<long> value, bool negate, ReadOnlySpan<long> modulus)
    {
        if (value[^1] < 0)
        {
            AddTo(value, modulus, 1);
        }

        if (negate)
        {
            AddTo(value, value, -2);
        }

        while (value[^1] < 0)
        {
            AddTo(value, modulus, 1);
        }
    }

    private static void AddTo(Span<long> value, ReadOnlySpan<long> addend, long factor)
    {
        long carry = 0;
        for (int i = 0; i < value.Length; i++)
        {
            carry += value[i] + (factor * addend[i]);
            value[i] = i < value.Length - 1 ? carry & (long)LimbMask : carry;
            carry >>= LimbBits;
        }
    }

    private static bool IsZero(ReadOnlySpan<long> value)
    {
        foreach (long limb in value)
        {
            if (limb != 0)
            {
                return false;
            }
        }

        return true;
    }

    private static ulong InverseModuloWord(ulong odd)
    {
        ulong inverse = odd;
        for (int i = 0; i < 5; i++)
        {
            inverse *= 2 - (odd * inverse);
        }

        return inverse;
    }

    private static void Split(ReadOnlySpan<ulong> words, Span<long> limbs)
    {
        for (int i = 0; i < limbs.Length; i++)
        {
            int word = LimbBits * i >> 6, shift = LimbBits * i & 63;
            ulong limb = word < words.Length ? words[word] >> shift : 0;
            if (shift != 0 && word + 1 < words.Length)
            {
                limb |= words[word + 1] << (64 - shift);
            }

            limbs[i] = (long)(limb & LimbMask);
        }
    }

    private static void Join(ReadOnlySpan<long> limbs, Span<ulong> words)
    {
        words.Clear();
        for (int i = 0; i < limbs.Length; i++)
        {
            int word = LimbBits * i >> 6, shift = LimbBits * i & 63;
            if (word < words.Length)
            {
                words[word] |= (ulong)limbs[i] << shift;
            }

            if (shift != 0 && word + 1 < words.Length)
            {
                words[word + 1] |= (ulong)limbs[i] >> (64 - shift);
            }
        }
    }
}
