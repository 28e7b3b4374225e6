using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;
using ZToken.Evm;
using ZToken.Ledger;

namespace ZToken.Node;

/// <summary>The JSON of a genesis. Quantities are 0x and digits or, below 2^53, plain numbers; addresses, keys and codes are 0x and bytes.</summary>
internal static class GenesisFile
{
    private const int LongestFile = 64 << 20;

    public static bool TryRead(ReadOnlySpan<byte> json, [NotNullWhen(true)] out Genesis? genesis, out string problem)
    {
        genesis = null;
        problem = "";
        if (json.Length > LongestFile || !Utf8.IsValid(json))
        {
            problem = "A genesis file is UTF-8 text of at most 64 MiB.";
            return false;
        }

        try
        {
            StrictJson reader = new(json);
            genesis = ReadGenesis(ref reader);
            return true;
        }
        catch (JsonException wrong)
        {
            problem = string.Create(CultureInfo.InvariantCulture, $"line {1 + (wrong.LineNumber ?? 0)}: {FirstSentence(wrong.Message)}");
            return false;
        }
    }

    public static byte[] Write(Genesis genesis)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer, new JsonWriterOptions { Indented = true }))
        {
            writer.WriteStartObject();
            writer.WriteString("chainId", new Word(genesis.ChainId).ToString());
            writer.WriteString("gasLimit", new Word(genesis.GasLimit).ToString());
            writer.WriteString("timestamp", new Word(genesis.Timestamp).ToString());
            writer.WriteString("baseFeePerGas", BlockRules.BaseFee.ToString());
            writer.WriteBoolean("insecureSetup", genesis.InsecureSetup);
            writer.WriteStartObject("alloc");
            foreach (GenesisAccount account in genesis.Accounts)
            {
                Write(writer, account);
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return [.. buffer.WrittenSpan, (byte)'\n'];
    }

    private static void Write(Utf8JsonWriter writer, GenesisAccount account)
    {
        writer.WriteStartObject(account.Address.ToString());
        writer.WriteString("balance", account.Balance.ToString());
        if (account.Nonce != 0)
        {
            writer.WriteString("nonce", new Word(account.Nonce).ToString());
        }

        if (!account.Code.IsEmpty)
        {
            writer.WriteString("code", Hex.ToPrefixed(account.Code.Span));
        }

        if (account.Storage.Count > 0)
        {
            writer.WriteStartObject("storage");
            foreach ((Word key, Word value) in account.Storage.OrderBy(slot => slot.Key))
            {
                writer.WriteString(key.ToString(), value.ToString());
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static Genesis ReadGenesis(ref StrictJson json)
    {
        ulong? chainId = null, gasLimit = null, timestamp = null;
        bool? insecureSetup = null;
        List<GenesisAccount>? accounts = null;
        json.BeginObject();
        HashSet<string> seen = [];
        while (json.TryReadName(seen, out string name))
        {
            switch (name)
            {
                case "chainId":
                    chainId = json.ReadUInt64(1, long.MaxValue);
                    break;
                case "gasLimit":
                    gasLimit = json.ReadUInt64(Genesis.LeastGasLimit, Genesis.MostGasLimit);
                    break;
                case "timestamp":
                    timestamp = json.ReadUInt64(0, uint.MaxValue);
                    break;
                case "baseFeePerGas":
                    json.ReadUInt64(0, 0);
                    break;
                case "insecureSetup":
                    insecureSetup = json.ReadBoolean();
                    break;
                case "alloc":
                    accounts = ReadAccounts(ref json);
                    break;
                default:
                    throw json.Wrong($"'{name}' is no field of a genesis");
            }
        }

        json.End();
        return new Genesis(
            chainId ?? throw json.Wrong("'chainId' is missing"),
            gasLimit ?? throw json.Wrong("'gasLimit' is missing"),
            timestamp ?? throw json.Wrong("'timestamp' is missing"),
            insecureSetup ?? throw json.Wrong("'insecureSetup' is missing"),
            accounts ?? throw json.Wrong("'alloc' is missing"));
    }

    private static List<GenesisAccount> ReadAccounts(ref StrictJson json)
    {
        List<GenesisAccount> accounts = [];
        HashSet<Address> addresses = [];
        json.BeginObject();
        while (json.TryReadName([], out string name))
        {
            if (!Address.TryParse(name, out Address address))
            {
                throw json.Wrong($"'{name}' is no address: 0x and 40 digits, of one case or with the right checksum");
            }

            if (!addresses.Add(address))
            {
                throw json.Wrong($"the account {address} comes twice");
            }

            accounts.Add(ReadAccount(ref json, address));
        }

        return accounts;
    }

    private static GenesisAccount ReadAccount(ref StrictJson json, Address address)
    {
        GenesisAccount account = new(address, Word.Zero);
        json.BeginObject();
        HashSet<string> seen = [];
        while (json.TryReadName(seen, out string name))
        {
            account = name switch
            {
                "balance" => account with { Balance = json.ReadWord() },
                "nonce" => account with { Nonce = json.ReadUInt64(0, ulong.MaxValue - 1) },
                "code" => account with { Code = json.ReadBytes(Limits.CodeSize) },
                "storage" => account with { Storage = ReadStorage(ref json) },
                _ => throw json.Wrong($"'{name}' is no field of an account"),
            };
        }

        if (account.Storage.Count > 0 && account is { Nonce: 0, Balance.IsZero: true, Code.IsEmpty: true })
        {
            throw json.Wrong($"the account {address} has storage and neither code, balance nor nonce: it would count as absent (EIP-161)");
        }

        return account;
    }

    private static Dictionary<Word, Word> ReadStorage(ref StrictJson json)
    {
        Dictionary<Word, Word> slots = [];
        json.BeginObject();
        while (json.TryReadName([], out string name))
        {
            if (!StrictJson.TryParseWord(name, out Word key))
            {
                throw json.Wrong($"'{name}' is no key of storage: 0x and up to 64 digits");
            }

            Word value = json.ReadWord();
            if (value.IsZero || !slots.TryAdd(key, value))
            {
                throw json.Wrong(value.IsZero ? "a slot of zero is none: leave it out" : $"the slot {key} comes twice");
            }
        }

        return slots;
    }

    /// <summary>Without the position that the reader appends.</summary>
    private static string FirstSentence(string message)
    {
        int end = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return end < 0 ? message : message[..end];
    }
}
