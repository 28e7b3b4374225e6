using System.Globalization;
using System.Reflection;
using System.Text;
using ZToken.Algebra;
using ZToken.Constraints;
using ZToken.Crypto;
using ZToken.Notes;

namespace ZToken.Circuits.Tests;

/// <summary>The tables of docs/protocol.md that come out of the code.</summary>
internal static class ProtocolConstants
{
    private delegate ReadOnlySpan<byte> PersonalizationGetter();

    /// <summary>Every constant of <see cref="Crypto.Domains"/>.</summary>
    public static string Domains()
    {
        StringBuilder text = Table("Constant", "Text", "Number or bytes");
        foreach (PropertyInfo property in typeof(Domains).GetProperties().OrderBy(property => property.PropertyType == typeof(HashDomain) ? 0 : 1))
        {
            string row = property.PropertyType == typeof(HashDomain)
                ? Row(property.Name, NameOf(((HashDomain)property.GetValue(null)!).Tag), $"`0x{((HashDomain)property.GetValue(null)!).Tag:x16}`")
                : Row(property.Name, Encoding.ASCII.GetString(Bytes(property)), $"`{Convert.ToHexStringLower(Bytes(property))}`");
            _ = text.Append(row);
        }

        return text.Append('\n').ToString();
    }

    /// <summary>The four generators with the names they are hashed from.</summary>
    public static string GeneratorTable()
    {
        StringBuilder text = Table("Generator", "Personalisation", "Encoding, u, v");
        foreach ((string name, byte[] personalization, JubjubTable table) in (ReadOnlySpan<(string, byte[], JubjubTable)>)[
            ("G_auth", Crypto.Domains.AuthorizationGenerator.ToArray(), Generators.Authorization),
            ("G_view", Crypto.Domains.ViewGenerator.ToArray(), Generators.View),
            ("G_value", Crypto.Domains.ValueGenerator.ToArray(), Generators.Value),
            ("G_blind", Crypto.Domains.BlindingGenerator.ToArray(), Generators.Blinding)])
        {
            byte[] bytes = new byte[JubjubAffine.SizeInBytes];
            table.Base.WriteTo(bytes);
            _ = text.Append(Row(name, Encoding.ASCII.GetString(personalization), $"`{Convert.ToHexStringLower(bytes)}`<br>`{Hex(table.Base.U)}`<br>`{Hex(table.Base.V)}`"));
        }

        return text.Append('\n').ToString();
    }

    /// <summary>The roots of subtrees that hold nothing, by their height.</summary>
    public static string EmptyNodes()
    {
        StringBuilder text = Table("Height", "Node over empty leaves", "");
        Fr node = Poseidon2.EmptyLeaf;
        for (int height = 0; height <= TransferCircuit.NoteTreeDepth; height++, node = Poseidon2.Node(node, node, node, node))
        {
            string what = height == 0 ? "EMPTY" : height == TransferCircuit.MemberTreeDepth ? "root of an empty member tree" : height == TransferCircuit.NoteTreeDepth ? "root of an empty note tree" : "";
            _ = text.Append(Row(height.ToString(CultureInfo.InvariantCulture), $"`{Hex(node)}`", what));
        }

        return text.Append('\n').ToString();
    }

    /// <summary>The shapes: what they cost and where the parts of their bundles begin.</summary>
    public static string Shapes()
    {
        StringBuilder text = Table("Shape", "Code", "Constraints", "Public inputs", "Sender's elements", "Inputs of the bundle from", "Memos from", "Bytes of the bundle");
        foreach (TransferShape shape in TransferShape.All)
        {
            ConstraintSystem system = new TransferCircuit(shape).System;
            int memos = Bundle.SizeOf(shape) - (shape.Payments * MemoCiphertext.SizeInBytes);
            _ = text.Append(Row(
                shape.ToString(),
                $"`0x{shape.Code:x2}`",
                system.RowCount.ToString("N0", CultureInfo.InvariantCulture),
                Number(system.PublicInputCount),
                Number(shape.SenderElements),
                Number(memos - (shape.PublicInputs * Fr.SizeInBytes)),
                Number(memos),
                Number(Bundle.SizeOf(shape))));
        }

        return text.Append('\n').ToString();
    }

    private static StringBuilder Table(params string[] titles) => new($"\n{Row(titles)}{Row([.. titles.Select(_ => "---")])}");

    private static string Row(params string[] cells) => $"| {string.Join(" | ", cells).TrimEnd()} |\n";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static byte[] Bytes(PropertyInfo property) => property.GetMethod!.CreateDelegate<PersonalizationGetter>()().ToArray();

    private static string NameOf(ulong tag) => Encoding.ASCII.GetString(BitConverter.GetBytes(tag >> 8)).TrimEnd('\0') is { } reversed ? new string([.. reversed.Reverse()]) : "";

    private static string Hex(in Fr value)
    {
        byte[] bytes = new byte[Fr.SizeInBytes];
        value.WriteBigEndian(bytes);
        return Convert.ToHexStringLower(bytes);
    }
}
