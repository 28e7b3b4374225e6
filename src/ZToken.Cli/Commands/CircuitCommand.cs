using System.CommandLine;
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;
using ZToken.Constraints;

namespace ZToken.Cli;

/// <summary><c>ztoken circuit</c>: what circuits there are and what they cost.</summary>
internal static class CircuitCommand
{
    public static Command Create() => new("circuit", "List circuits, count their constraints, write them as files.") { List(), Stats(), CircuitExport.Create() };

    private static Command List()
    {
        Option<bool> json = JsonAnswer.CreateOption();
        Command command = new("list", "List the circuits that this command knows by name.") { json };
        command.SetAction(result =>
        {
            if (result.GetValue(json))
            {
                JsonAnswer.Print(new JsonObject
                {
                    ["circuits"] = new JsonArray([.. CircuitCatalogue.Transfers.Select(circuit => new JsonObject { ["name"] = circuit.Name, ["summary"] = circuit.Summary })]),
                    ["families"] = new JsonArray([.. CircuitCatalogue.Families.Select(family => new JsonObject
                    {
                        ["name"] = family.Name,
                        ["smallest"] = family.Smallest,
                        ["largest"] = family.Largest,
                        ["size"] = family.Size,
                        ["summary"] = family.Summary,
                    })]),
                });
                return;
            }

            foreach (NamedCircuit circuit in CircuitCatalogue.Transfers)
            {
                Console.WriteLine($"{circuit.Name}: {circuit.Summary}");
            }

            foreach (CircuitFamily family in CircuitCatalogue.Families)
            {
                Console.WriteLine($"{family.Name}-{family.Smallest} to {family.Name}-{family.Largest} ({family.Size}): {family.Summary}");
            }
        });
        return command;
    }

    private static Command Stats()
    {
        Argument<string> name = new("circuit") { Description = CircuitSource.Description };
        Option<bool> json = new("--json") { Description = "Print JSON." };
        Command command = new("stats", "Count the constraints of a circuit by gadget.") { name, json };
        command.SetAction(result => PrintStats(CircuitSource.Find(result.GetRequiredValue(name)), result.GetValue(json)));
        return command;
    }

    private static void PrintStats(CircuitSource circuit, bool json)
    {
        ConstraintSystem system = circuit.System;
        GadgetReport report = GadgetReport.Of(system);
        int domain = BitOperations.Log2(BitOperations.RoundUpToPowerOf2((uint)(system.RowCount + system.PublicInputCount + 1)));
        string digest = Convert.ToHexStringLower(system.ComputeDigest());
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(
                new
                {
                    circuit = circuit.Name,
                    constraints = system.RowCount,
                    wires = system.WireCount,
                    publicInputs = system.PublicInputCount,
                    terms = system.CountTerms(),
                    logDomain = domain,
                    digest,
                    gadgets = Describe(report),
                },
                ReportJson.Options));
            return;
        }

        Print("circuit", circuit.Name);
        Print("constraints", Number(system.RowCount));
        Print("wires", Number(system.WireCount));
        Print("public inputs", Number(system.PublicInputCount));
        Print("terms", Number(system.CountTerms()));
        Print("domain", $"2^{domain}");
        Print("digest", digest);
        Console.WriteLine();
        Console.Write(report.ToString());
    }

    private static object Describe(GadgetReport gadget) => new
    {
        name = gadget.Name,
        instances = gadget.Instances,
        constraints = gadget.Rows,
        wires = gadget.Wires,
        gadgets = gadget.Children.Select(Describe).ToArray(),
    };

    private static void Print(string name, string value) => Console.WriteLine($"{name,-14} {value}");

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
