using System.Runtime.InteropServices;

namespace ZToken.Constraints;

/// <summary>The distinct linear forms of a system that is being built: terms in ascending order of wire, in one array.</summary>
/// <remarks>
/// Rows share forms: the S-box of a hash uses its input in three sides, and a form is evaluated once however often it
/// is used. A form that is one wire has no entry here.
/// </remarks>
internal sealed class LinearFormTable
{
    private readonly Dictionary<ulong, int> byContent = [];
    private readonly List<int> starts = [0];
    private readonly List<Term> terms = [];

    public int Count => starts.Count - 1;

    /// <summary>Terms of all forms together.</summary>
    public int TermCount => terms.Count;

    public ReadOnlySpan<Term> this[int form] => CollectionsMarshal.AsSpan(terms)[starts[form]..starts[form + 1]];

    /// <summary>The index of a form with these terms, an earlier one where there is one.</summary>
    public int Intern(ReadOnlySpan<Term> form)
    {
        ulong hash = Hash(form);
        if (byContent.TryGetValue(hash, out int known) && this[known].SequenceEqual(form))
        {
            return known;
        }

        int index = Append(form);
        byContent[hash] = index;
        return index;
    }

    /// <summary>Adds a form without looking for an equal one.</summary>
    public int Append(ReadOnlySpan<Term> form)
    {
        terms.AddRange(form);
        starts.Add(terms.Count);
        return starts.Count - 2;
    }

    private static ulong Hash(ReadOnlySpan<Term> form)
    {
        // FNV-1a over whole terms; an unlucky collision costs a shared form, not correctness.
        ulong hash = 0xcbf29ce484222325UL;
        foreach (Term term in form)
        {
            hash = (hash ^ ((ulong)(uint)term.Wire << 32) ^ (uint)term.Coefficient) * 0x100000001b3UL;
            hash ^= hash >> 29;
        }

        return hash;
    }
}
