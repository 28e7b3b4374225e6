using System.Collections.Immutable;
using ZToken.Algebra;
using ZToken.Notes;

namespace ZToken.Circuits.Tests;

/// <summary>Ways to spoil an honest witness, each aimed at a rule. What a way really breaks, the relation says.</summary>
internal static class Breakages
{
    private const int Epoch = 2;
    private const int FirstNullifier = 3;

    public static IReadOnlyList<Func<TransferWitness, Func<int, int>, TransferWitness>> All { get; } =
    [
        // Any public input.
        (w, pick) => Public(w, pick(w.PublicInputs.Length), x => x + Fr.One),
        (w, _) => Public(w, Epoch, _ => Power(32)),
        (w, pick) => Public(w, FirstNullifier + pick(w.Shape.Inputs), x => x.Double()),
        (w, pick) => Public(w, FirstOutput(w) + (2 * pick(w.Shape.Outputs)), x => x - Fr.One),
        (w, pick) => Public(w, FirstOutput(w) + (2 * pick(w.Shape.Outputs)) + 1, x => -x),
        (w, pick) => Public(w, FirstCiphertext(w) + pick(2 * w.Shape.Payments), x => x + Fr.One),
        (w, pick) => Public(w, FirstSender(w) + pick(w.Shape.SenderElements), x => x + Fr.One),
        (w, pick) => Public(w, w.PublicInputs.Length - 3 + pick(2), x => x + Fr.One),
        // Both public amounts by the same: balanced, but of no asset.
        (w, _) => Public(Public(Public(w, w.PublicInputs.Length - 3, x => x + Fr.One), w.PublicInputs.Length - 2, x => x + Fr.One), w.PublicInputs.Length - 1, _ => Fr.Zero),
        (w, _) => Public(w, w.PublicInputs.Length - 3, x => x + Power(64)),
        // Where no coins move this breaks nothing, though the contract would not take it.
        (w, _) => Public(w, w.PublicInputs.Length - 1, _ => Power(40)),

        // Keys.
        (w, _) => w with { Asset = Fr.Zero },
        (w, _) => w with { Asset = w.Asset + Power(32) },
        (w, _) => w with { ValidatingKey = new JubjubAffine(w.ValidatingKey.U, w.ValidatingKey.V + Fr.One) },
        (w, _) => w with { ValidatingKey = -w.ValidatingKey },
        (w, _) => w with { NullifierKey = w.NullifierKey + Fr.One },
        (w, _) => w with { Randomizer = w.Randomizer + Fr.One },
        (w, _) => w with { Randomizer = w.Randomizer + Power(252) },
        (w, pick) => w with { Ephemeral = EphemeralSecret.FromRandomBytes([.. Enumerable.Range(0, 32).Select(_ => (byte)pick(256))]) },
        (w, _) => w with { Ephemeral = default },

        // Members.
        (w, _) => w with { Sender = At(w.Sender, w.Sender.Path.Position ^ 1) },
        (w, _) => w with { Sender = w.Payments[0].Payee },
        (w, pick) => Payment(w, pick, p => p with { Payee = At(p.Payee, p.Payee.Path.Position ^ 0x4000) }),
        (w, pick) => Payment(w, pick, p => p with { Payee = new MemberWitness(new NoteOwner(p.Payee.Owner.Value + Fr.One), p.Payee.ViewingPoint, p.Payee.Path) }),
        (w, pick) => Payment(w, pick, p => p with { Payee = new MemberWitness(p.Payee.Owner, -p.Payee.ViewingPoint, p.Payee.Path) }),

        // Inputs.
        (w, pick) => Input(w, pick, i => new InputWitness(Fr.One - i.IsReal, i.Value, i.Randomness, i.Path)),
        (w, pick) => Input(w, pick, i => new InputWitness(Fr.FromUInt64(2), i.Value, i.Randomness, i.Path)),
        (w, pick) => Input(w, pick, i => new InputWitness(i.IsReal, i.Value + Fr.One, i.Randomness, i.Path)),
        (w, pick) => Input(w, pick, i => new InputWitness(i.IsReal, i.Value + Power(64), i.Randomness, i.Path)),
        (w, pick) => Input(w, pick, i => new InputWitness(i.IsReal, -Fr.One, i.Randomness, i.Path)),
        (w, pick) => Input(w, pick, i => new InputWitness(i.IsReal, i.Value, i.Randomness + Fr.One, i.Path)),
        (w, pick) => Input(w, pick, i => new InputWitness(i.IsReal, i.Value, i.Randomness, i.Path with { Position = i.Path.Position ^ 3 })),
        (w, pick) => Input(w, pick, i => new InputWitness(i.IsReal, i.Value, i.Randomness, i.Path with { Siblings = [.. i.Path.Siblings.Select((s, n) => n == 20 ? s + Fr.One : s)] })),

        // Outputs.
        (w, pick) => Payment(w, pick, p => p with { Value = p.Value + Fr.One }),
        (w, pick) => Payment(w, pick, p => p with { Value = p.Value + Power(64) }),
        (w, pick) => Payment(w, pick, p => p with { Blinding = p.Blinding + Fr.One }),
        (w, pick) => Payment(w, pick, p => p with { Blinding = p.Blinding + Power(252) }),
        (w, _) => w with { Change = w.Change + Fr.One },
        (w, _) => w with { Change = -Fr.One },
        (w, _) => w with { ChangeBlinding = w.ChangeBlinding + Fr.One },
    ];

    private static TransferWitness Public(TransferWitness witness, int index, Func<Fr, Fr> change) =>
        witness with { PublicInputs = witness.PublicInputs.SetItem(index, change(witness.PublicInputs[index])) };

    private static TransferWitness Input(TransferWitness witness, Func<int, int> pick, Func<InputWitness, InputWitness> change) => witness with { Inputs = Replace(witness.Inputs, pick, change) };

    private static TransferWitness Payment(TransferWitness witness, Func<int, int> pick, Func<PaymentWitness, PaymentWitness> change) => witness with { Payments = Replace(witness.Payments, pick, change) };

    private static ImmutableArray<T> Replace<T>(ImmutableArray<T> items, Func<int, int> pick, Func<T, T> change)
    {
        int index = pick(items.Length);
        return items.SetItem(index, change(items[index]));
    }

    private static MemberWitness At(MemberWitness member, uint position) => new(member.Owner, member.ViewingPoint, member.Path with { Position = position });

    private static int FirstOutput(TransferWitness witness) => FirstNullifier + witness.Shape.Inputs;

    private static int FirstCiphertext(TransferWitness witness) => FirstOutput(witness) + (2 * witness.Shape.Outputs);

    private static int FirstSender(TransferWitness witness) => FirstCiphertext(witness) + (2 * witness.Shape.Payments);

    private static Fr Power(int exponent) => TransferCircuit.Power(exponent);
}
