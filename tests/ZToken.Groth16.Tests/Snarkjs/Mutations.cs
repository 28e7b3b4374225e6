namespace ZToken.Groth16.Tests;

/// <summary>Every way to change one byte of a file, or a sample of them where there are too many.</summary>
internal static class Mutations
{
    private const int MostTrials = 1500;

    public static void EachByte(byte[] bytes, Action<byte[]> trial)
    {
        byte[] mutated = [.. bytes];
        int[] changes = [0x01, 0x80, 0xff];
        int step = Math.Max(1, bytes.Length * changes.Length / MostTrials);
        for (int at = 0; at < bytes.Length; at += step)
        {
            foreach (int change in changes)
            {
                mutated[at] ^= (byte)change;
                trial(mutated);
                mutated[at] = bytes[at];
            }
        }
    }
}
