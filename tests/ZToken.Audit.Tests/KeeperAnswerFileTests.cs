using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using ZToken.Algebra;
using ZToken.Notes;

namespace ZToken.Audit.Tests;

public class KeeperAnswerFileTests
{
    private static readonly KeeperAnswer share = Answer(null, SealedShare.SizeInBytes);
    private static readonly KeeperAnswer part = Answer(IdOf(7), PaymentOpening.SealedPartSizeInBytes);

    [Fact]
    public void An_answer_comes_back_from_its_file()
    {
        foreach (KeeperAnswer answer in new[] { share, part })
        {
            Assert.True(KeeperAnswerFile.TryRead(Encoding.UTF8.GetBytes(KeeperAnswerFile.ToJson(answer)), out KeeperAnswer? read));
            Assert.Equal(answer with { Sealed = [] }, read with { Sealed = [] });
            Assert.Equal(answer.Sealed, read.Sealed);
        }
    }

    [Theory]
    [InlineData("form", "ztoken-keeper-answer-2")]
    [InlineData("ledger", "0x00")]
    [InlineData("member", 65536)]
    [InlineData("epoch", -1)]
    [InlineData("bundle", "0x12")]
    [InlineData("keeper", 0)]
    [InlineData("keeper", 256)]
    [InlineData("requester", "0x01")]
    [InlineData("sealed", "0x")]
    [InlineData("sealed", null)]
    public void A_file_with_another_value_is_refused(string name, object? value)
    {
        JsonObject file = JsonNode.Parse(KeeperAnswerFile.ToJson(part))!.AsObject();
        file[name] = value switch { string text => text, int number => number, _ => null };
        Assert.False(KeeperAnswerFile.TryRead(Encoding.UTF8.GetBytes(file.ToJsonString()), out _));
    }

    [Fact]
    public void A_file_that_lacks_a_field_has_another_or_is_too_long_is_refused()
    {
        foreach (string name in JsonNode.Parse(KeeperAnswerFile.ToJson(share))!.AsObject().Select(property => property.Key))
        {
            JsonObject file = JsonNode.Parse(KeeperAnswerFile.ToJson(share))!.AsObject();
            _ = file.Remove(name);
            Assert.False(KeeperAnswerFile.TryRead(Encoding.UTF8.GetBytes(file.ToJsonString()), out _));
            file["more"] = 1;
            Assert.False(KeeperAnswerFile.TryRead(Encoding.UTF8.GetBytes(file.ToJsonString()), out _));
        }

        Assert.False(KeeperAnswerFile.TryRead(Encoding.UTF8.GetBytes(KeeperAnswerFile.ToJson(share) + new string(' ', KeeperAnswerFile.LongestFile)), out _));
        // A share's box in the file of a part.
        Assert.False(KeeperAnswerFile.TryRead(Encoding.UTF8.GetBytes(KeeperAnswerFile.ToJson(share with { Bundle = IdOf(7) })), out _));
    }

    [Fact]
    public void No_bytes_make_the_reader_throw()
    {
        byte[] file = Encoding.UTF8.GetBytes(KeeperAnswerFile.ToJson(part));
        Gen.Select(Gen.Int[0, file.Length - 1], Gen.Byte).Sample((place, value) =>
        {
            byte[] changed = [.. file];
            changed[place] = value;
            _ = KeeperAnswerFile.TryRead(changed, out _);
        });
        Gen.Byte.Array[0, 200].Sample(bytes => !KeeperAnswerFile.TryRead(bytes, out _));
    }

    private static KeeperAnswer Answer(SignatureHash? bundle, int size)
    {
        RandomSource random = RandomSource.FromSeed("answers"u8);
        using KeeperKey requester = KeeperKey.Create(random);
        byte[] box = new byte[size], ledger = new byte[LedgerId.SizeInBytes];
        random.Fill(box);
        random.Fill(ledger);
        Assert.True(LedgerId.TryRead(ledger, out LedgerId id));
        return new KeeperAnswer(id, new MemberIndex(3), new Epoch(5), bundle, 2, requester.PublicKey, [.. box]);
    }

    private static SignatureHash IdOf(byte value)
    {
        byte[] bytes = new byte[SignatureHash.SizeInBytes];
        bytes.AsSpan().Fill(value);
        _ = SignatureHash.TryRead(bytes, out SignatureHash id);
        return id;
    }
}
