using ZToken.Algebra;
using ZToken.Crypto;
using ZToken.Ledger;

namespace ZToken.Evm;

/// <summary>Signatures of RedJubjub and points of Jubjub: <c>verify</c>, <c>isValidKey</c> and <c>isPrimeOrder</c>, as IRedJubjub.sol has them.</summary>
/// <remarks>Words that are no points, keys or signatures give false; an input of another length and another function fail.</remarks>
/// <param name="verdicts">What a block's signatures were found to be beforehand.</param>
/// <param name="noted">On a dry pass: where signatures are noted, and taken to hold.</param>
internal sealed class RedJubjubVerification(BlockVerdicts verdicts, BlockClaims? noted) : IPrecompile
{
    private static readonly uint verify = Calls.SelectorOf("verify(uint256,uint256,bytes32,bytes32,uint256,bytes32)");

    private static readonly uint isValidKey = Calls.SelectorOf("isValidKey(uint256,uint256)");

    private static readonly uint isPrimeOrder = Calls.SelectorOf("isPrimeOrder(uint256,uint256)");

    public long GasOf(ReadOnlySpan<byte> input)
    {
        uint function = Calls.FunctionOf(input);
        return function == verify ? ZTokenPrices.Signature : function == isPrimeOrder ? ZTokenPrices.PrimeOrder : ZTokenPrices.ValidKey;
    }

    public bool TryRun(ReadOnlySpan<byte> input, out byte[] output)
    {
        output = [];
        uint function = Calls.FunctionOf(input);
        if (function == verify && Calls.HasWords(input, 6))
        {
            output = Calls.Answer(Verify(input));
            return true;
        }

        if ((function == isValidKey || function == isPrimeOrder) && Calls.HasWords(input, 2))
        {
            bool isPoint = TryPoint(input, out JubjubAffine point);
            output = Calls.Answer(isPoint && (function == isPrimeOrder ? point.IsOfPrimeOrder : RedJubjubPublicKey.TryFromPoint(point, out _)));
            return true;
        }

        return false;
    }

    private bool Verify(ReadOnlySpan<byte> input)
    {
        Hash256 id = Hash256.Of(input);
        if (verdicts.TryFind(id, out bool holds))
        {
            return holds;
        }

        if (!TryRead(input, out RedJubjubClaim claim))
        {
            return false;
        }

        return (noted is not null && noted.TryAdd(id, claim)) || RedJubjub.SpendAuthorization.Verify(claim.Key, claim.Message.Span, claim.Signature);
    }

    // rk (u, v), message, R in bytes, R's u coordinate, S in bytes. The hint saves contracts a square root, and here must just be right.
    private static bool TryRead(ReadOnlySpan<byte> input, out RedJubjubClaim claim)
    {
        claim = default;
        Span<byte> encoded = stackalloc byte[RedJubjubSignature.SizeInBytes];
        Calls.Word(input, 3).CopyTo(encoded);
        Calls.Word(input, 5).CopyTo(encoded[Calls.WordSize..]);
        if (!TryPoint(input, out JubjubAffine point) || !RedJubjubPublicKey.TryFromPoint(point, out RedJubjubPublicKey key) ||
            !RedJubjubSignature.TryRead(encoded, out RedJubjubSignature signature) || !Calls.TryElement(input, 4, out Fr hint) || hint != signature.R.U)
        {
            return false;
        }

        claim = new RedJubjubClaim(key, Calls.Word(input, 2).ToArray(), signature);
        return true;
    }

    private static bool TryPoint(ReadOnlySpan<byte> input, out JubjubAffine point)
    {
        bool isCanonical = Calls.TryElement(input, 0, out Fr u) & Calls.TryElement(input, 1, out Fr v);
        point = new JubjubAffine(u, v);
        return isCanonical && point.IsOnCurve;
    }
}
