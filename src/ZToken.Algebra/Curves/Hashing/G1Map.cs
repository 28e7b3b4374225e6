namespace ZToken.Algebra;

/// <summary>The map to G1's curve: suite BLS12381G1_XMD:SHA-256_SSWU of RFC 9380, section 8.8.1, with the isogeny of degree 11 of appendix E.2.</summary>
internal readonly struct G1Map : ISwuMap<Fp>
{
    // The constants of the curve, section 8.8.1.
    private static readonly Fp curveA = Parse("00144698a3b8e9433d693a02c96d4982b0ea985383ee66a8d8e8981aefd881ac98936f8da0e0f97f5cf428082d584c1d");
    private static readonly Fp curveB = Parse("12e2908d11688030018b12e8753eee3b2016c1f0f24f4070a0b9c14fcef35ef55a23215a316ceaa5d1cc48e98e172be0");
    private static readonly Fp nonSquare = Fp.FromUInt64(11);
    private static readonly Fp rootOfMinusNonSquare = (-nonSquare).Progenitor() * -nonSquare;

    // The isogeny is (n(x) / (11 h(x))^2, y m(x) / (11 h(x))^3), h, n and m with leading coefficient one: h vanishes on the kernel's
    // x coordinates, n and m follow from h by Vélu's formulas, and 11 makes the constant of the target curve 4. In the letters of
    // appendix E.2: k_2 are the coefficients of h^2, k_4 those of h^3, k_1 those of n / 121 and k_3 those of m / 1331.
    private static readonly Fp[] kernel = Parse(
    [
        "133341fb0962a34cb0504a9c4fada0a5090d38679b4c040d5d1c3afb023a3409fcc0815fea66d8b02bbef9c8b5a66e07",
        "0264908af037bcede00d054cf5d4775e83eb6cf63c76b969f8ed174fb59fcff78d201f46f6cfc4ed6552e59ce75177b0",
        "1335c502c1f54c49aceea65e87fd7203ba0f626f305fc0cfd606a5dae9f3c8e81a4b3b69600129fabd307c69bf319d39",
        "094440f65f408a6e930e16e3e92dd17bf60d6e9679a8d3d58593de55ac23703042d609537eb3549aac234d896ca82944",
        "04afe09d5cf4956a23b6b71f59d2b3407b415a774b7be81bbb6fa99cbc798e0ac98ba725a5bc328016b1c268b4766e85",
    ]);

    private static readonly Fp[] numeratorX = Parse(
    [
        "00753e5b010b5c2aed6ce5ba4aa4cf117b975dfef6ff2c0a82e8d47835d0591edad4178b01e37966fba894887c542cb9",
        "1413c543388686bc391125039a3d376fa96fc987a0b99952dbc05e4a373ff99c5106b174c8985431036ff03dfb54edea",
        "0071d592bc054e3b8bffc75b81aefafa0a97f03b9114cd1363513aecfeb7610341a16b39ec1f2da1df687186972af9c6",
        "05b098e05c2aabf1e6143c24142c25324c6dcc53ad565d704de934aa345920b145b4fe75d201aef640487751fe98ab0a",
        "183f63e4654b1979ad4a84532f7e099d6d92b7c6efc1d8b2faa622e45e37ec2bfb991ce5556a9bdca5545a728ca528d0",
        "069e074638eeab73a3b7b2e2fa9fc54b33b081fdbd70ef8b8d6758948ac6d2d388a13b2b8e7fe14e18bd96caa6f2f41e",
        "0d20f79145ee9f35035eb4485a8940705e481de8641f0c42165fdad250df0a5d84105c94491b1df3cf4f73c93475edfa",
        "0990b39b1545d7f3990ca675e6c070c715af1ac4f6f9aab95cd52b05e28fa1b119f5fe26c973a01f3089b1c3bcf375a4",
        "0c1a3784b0b69f918c6576e46b265c603adc96424813ae770555d3d09dec9edb34fcdfd99b8024aad8d60a58abd6ab28",
        "04e191198fb0b670f56e5bb36434c322563036138e4314008ace68587ddb0a83824a49af4209a889ce74c108e919f68b",
        "095fc13ab9e92ad4476d6e3eb3a56680f682b4ee96f7d03776df533978f31c1593174e4b4b7865002d6384d168ecdd0a",
    ]);

    private static readonly Fp[] numeratorY = Parse(
    [
        "09bcbec9ae8e0655b8e40aa5731f4e9b331b174f55eeae0b9d99206e93727adf9ecf28ee60286e038d800d943dcc9ee4",
        "057a1520f315cfd72fad868a27ac3906f8c673af18d21d8512780789cfc48c766332e57a2aee5eaa9ba2d9de81447c99",
        "16eb4b2ef023f92e31d92985ce6c8b965b4d93a8cb4441151ec879bda46089e64381c969d60ab8c5242d56cb939b274a",
        "160223bcd8e42dc0a9db57611ba5c980db2c8739724b5a0320adfd33fcd581028d67b8ca3b3d957f7fd3c24cbbb910a5",
        "06d7438d1bfad672dcdf88ee690253f11c5a1fed59c2baac619292910409fb49f5bae25203582b48b7763df2f1fb0c0b",
        "07a287f19732b0b534444f558dba44de2af1fc28360173f99a71806985a86aa47a448881c0d5d50e3420275cd00567fd",
        "184eb35746ebd2a3b9c403caabeddd677af98d87bfcdff2a66b25ae102d006d50d0e41496538e0121d4d1d71ad17e13c",
        "14f017e5f7fd3e1d74a85dd52223ffd3aa2b3ac1d1e404332b98c9cf8f8ed437cd366699cf5d825b292f73f8140c2ade",
        "025e7e18eeb2f4ae26e666933991e03824455d1aa2996c13d47aa2736c42c9e70bf861dc672db6f8fa3e90d8f7a7f190",
        "03260212f4d3f599236a5b81f227007b8e2cce41eea34aeb4281436589a54009a9bd121d816b50c59127a7ed956c374a",
        "0655b0e36177aa68bbfc201ae593f1fad8c67c778c8c7d554ebc6f51ddf34a7ea674772a7421324ea62b0e67ce017544",
        "0cbd991cb342ee298328c0999d04f5cf5e5c9aae60b581d5da6c367d7c769f1e8629d29e3824c6bad76830e5979d8cfa",
        "165194d26518a8ff02df498aba7c1ffa31a5daf5c96b70437dfa63ddaceed6b0548d144d19674e162e74ac0c437302ab",
        "07955fde0922e84ccbaf8c979f60579d49a5b29eca474a2cb4b633407aa0c5bfc33d34a0f0c567674afd0744b774e6ad",
        "0e0fa1d816ddc03e6b24255e0d7819c171c40f65e273b853324efcd6356caa205ca2f570f13497804415473a1d634b8f",
    ]);

    public static Fp A => curveA;

    public static Fp B => curveB;

    public static Fp Z => nonSquare;

    /// <summary>h, without its leading coefficient one, from the lowest on.</summary>
    public static ReadOnlySpan<Fp> Kernel => kernel;

    /// <summary>n, without its leading coefficient one, from the lowest on.</summary>
    public static ReadOnlySpan<Fp> NumeratorX => numeratorX;

    /// <summary>m, without its leading coefficient one, from the lowest on.</summary>
    public static ReadOnlySpan<Fp> NumeratorY => numeratorY;

    public static bool RootAndInverse(in Fp g, in Fp d, out Fp root, out Fp inverse)
    {
        Fp dd = d.Square();
        Fp shared = (g * dd.Square()).Progenitor();
        Fp progenitor = shared * dd;
        Fp c = g * progenitor;
        bool isSquare = c.Square() == g;

        // 1 / progenitor is c or -c by the character of g; shared over progenitor is 1 / d^2.
        inverse = shared * c * d;
        inverse = Fp.Select(isSquare, inverse, -inverse);
        root = Fp.Select(isSquare, c, c * rootOfMinusNonSquare);
        return isSquare;
    }

    public static bool IsOdd(in Fp value) => value.IsOdd;

    public static G1Point ToGroupCurve(in Fp x, in Fp y)
    {
        Fp h = SimplifiedSwu<Fp, G1Map>.EvaluateMonic(kernel, x);
        return new G1Point(
            SimplifiedSwu<Fp, G1Map>.EvaluateMonic(numeratorX, x),
            SimplifiedSwu<Fp, G1Map>.EvaluateMonic(numeratorY, x) * y,
            h * nonSquare);
    }

    private static Fp[] Parse(string[] constants) => Array.ConvertAll(constants, Parse);

    private static Fp Parse(string hexadecimal) =>
        Fp.TryReadBigEndian(Convert.FromHexString(hexadecimal), out Fp value)
            ? value
            : throw new System.Diagnostics.UnreachableException("A constant of the library is not canonical.");
}
