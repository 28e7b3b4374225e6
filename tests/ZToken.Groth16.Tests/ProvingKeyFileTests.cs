using System.Diagnostics;
using System.Security.Cryptography;
using ZToken.Algebra;
using ZToken.Constraints;

namespace ZToken.Groth16.Tests;

public sealed class ProvingKeyFileTests : IDisposable
{
    private static readonly byte[] digest = Sample.Circuit.System.ComputeDigest();

    private readonly string folder = Directory.CreateTempSubdirectory("ztoken-keys-").FullName;

    private string KeyPath => Path.Combine(folder, "sample.ztpk");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    public void A_key_from_disk_makes_the_same_proofs_whatever_the_size_of_its_tables(int rows)
    {
        ProvingKeyFile.Write(KeyPath, Sample.ProvingKey, digest, rows);
        ProvingKeyFile file = ProvingKeyFile.Open(KeyPath);

        Assert.True(file.HasIntactTables());
        Assert.Equal(digest, file.CircuitDigest.ToArray());
        Assert.Equal(KeyOrigin.Development, file.Key.Origin);
        Assert.Equal(new FileInfo(KeyPath).Length, file.SizeInBytes);
        Assert.Equal(Sample.ProvingKey.A.ToArray(), file.Key.A.ToArray());
        Assert.Equal(Sample.ProvingKey.B2.ToArray(), file.Key.B2.ToArray());
        Blinding blinding = new(Fr.FromUInt64(3), Fr.FromUInt64(4));
        using Witness witness = Sample.Circuit.Solve((3, 4, 5));
        Assert.Equal(Sample.Prover.Prove(witness, blinding), new Prover(file.Key).Prove(witness, blinding));
    }

    [Fact]
    public void Nothing_but_the_file_itself_is_left_after_writing()
    {
        ProvingKeyFile.Write(KeyPath, Sample.ProvingKey, digest);
        ProvingKeyFile.Write(KeyPath, Sample.ProvingKey, digest, rows: 2);
        Assert.Equal([KeyPath], Directory.GetFiles(folder));
    }

    [Fact]
    public void A_cancelled_write_leaves_nothing_behind()
    {
        ComputeOptions cancelled = new() { Cancellation = new CancellationToken(canceled: true) };
        Assert.ThrowsAny<OperationCanceledException>(() => ProvingKeyFile.Write(KeyPath, Sample.ProvingKey, digest, options: cancelled));
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Fact]
    public void A_file_whose_key_can_be_reached_stays_mapped_when_it_is_deleted_and_memory_is_collected()
    {
        ProvingKeyFile.Write(KeyPath, Sample.ProvingKey, digest);
        ProvingKey key = ProvingKeyFile.Open(KeyPath).Key;
        File.Delete(KeyPath);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        using Witness witness = Sample.Circuit.Solve((7, 9, 0));
        Assert.Equal(ProofVerdict.Valid, Sample.Verifier.Verify(new Prover(key).Prove(witness), witness.PublicInputs));
    }

    [Fact]
    public void A_file_cut_at_any_length_is_refused_with_one_line_that_says_so()
    {
        ProvingKeyFile.Write(KeyPath, Sample.ProvingKey, digest, rows: 2);
        byte[] bytes = File.ReadAllBytes(KeyPath);
        string cut = Path.Combine(folder, "cut.ztpk");
        foreach (int length in Enumerable.Range(0, 700).Where(i => i % 7 == 0).Append(bytes.Length / 2).Append(bytes.Length - 1))
        {
            File.WriteAllBytes(cut, bytes[..length]);
            Assert.StartsWith("This is no valid .ztpk file: ", Assert.Throws<MalformedFileException>(() => ProvingKeyFile.Open(cut)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_changed_byte_is_found_when_opening_or_when_checking_the_tables()
    {
        ProvingKeyFile.Write(KeyPath, Sample.ProvingKey, digest, rows: 1);
        byte[] bytes = File.ReadAllBytes(KeyPath);
        string changed = Path.Combine(folder, "changed.ztpk");
        for (int at = 0; at < bytes.Length; at += 61)
        {
            bytes[at] ^= 0x10;
            File.WriteAllBytes(changed, bytes);
            bytes[at] ^= 0x10;
            bool found = Record.Exception(() => Assert.True(ProvingKeyFile.Open(changed).HasIntactTables())) is not null;
            Assert.True(found, $"byte {at} of {bytes.Length}");
        }
    }

    [Fact]
    public void A_header_with_a_right_digest_and_impossible_contents_is_refused()
    {
        ProvingKeyFile.Write(KeyPath, Sample.ProvingKey, digest, rows: 1);
        byte[] bytes = File.ReadAllBytes(KeyPath);
        int headerSize = (int)BitConverter.ToInt64(bytes, 16);
        string changed = Path.Combine(folder, "changed.ztpk");
        int refused = 0;
        // Origin, the records of the queries, the count, a coordinate of every kind of point.
        foreach (int at in Enumerable.Range(12, 4).Concat(Enumerable.Range(96, 168)).Concat(Enumerable.Range(0, (headerSize - 32 - 264) / 96).Select(i => 264 + (96 * i))))
        {
            foreach (byte change in (byte[])[0x01, 0x80])
            {
                byte[] mutated = [.. bytes];
                mutated[at] ^= change;
                SHA256.HashData(mutated.AsSpan(0, headerSize - 32), mutated.AsSpan(headerSize - 32));
                File.WriteAllBytes(changed, mutated);
                refused += Record.Exception(() => ProvingKeyFile.Open(changed)) switch
                {
                    null => 0,
                    MalformedFileException => 1,
                    Exception other => throw other,
                };
            }
        }

        Assert.True(refused > 300, $"only {refused} of 368 or so");
    }

    [Fact]
    public void A_development_key_is_made_once_and_is_the_same_for_everyone()
    {
        ProvingKeyFile first = DevelopmentKey.OpenOrCreate(folder, Sample.Circuit, rows: 2);
        DateTime written = File.GetLastWriteTimeUtc(Directory.GetFiles(folder, "*" + DevelopmentKey.Extension)[0]);
        ProvingKeyFile second = DevelopmentKey.OpenOrCreate(folder, Sample.Circuit, rows: 2);
        Assert.Equal(written, File.GetLastWriteTimeUtc(Directory.GetFiles(folder, "*" + DevelopmentKey.Extension)[0]));
        Assert.Equal(KeyOrigin.Development, second.Key.Origin);
        Assert.Equal(first.Key.VerifyingKey.Delta, DevelopmentKey.Generate(Sample.Circuit.System).VerifyingKey.Delta);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(100_000)]
    public void A_broken_file_of_a_development_key_is_made_again(int length)
    {
        _ = DevelopmentKey.OpenOrCreate(folder, Sample.Circuit, rows: 2);
        string path = Directory.GetFiles(folder, "*" + DevelopmentKey.Extension)[0];
        byte[] whole = File.ReadAllBytes(path);
        File.WriteAllBytes(path, whole[..Math.Min(length, whole.Length - 1)]);
        Assert.True(DevelopmentKey.OpenOrCreate(folder, Sample.Circuit, rows: 2).HasIntactTables());
        Assert.Equal(whole, File.ReadAllBytes(path));
    }

    [Fact]
    public void A_whole_key_of_another_circuit_in_its_place_is_an_error_and_stays()
    {
        string path = Path.Combine(folder, DevelopmentKey.FileName(Sample.Circuit.Name, digest, 2));
        ProvingKeyFile.Write(path, Sample.ProvingKey, new byte[32], rows: 2);
        byte[] before = File.ReadAllBytes(path);
        MalformedFileException error = Assert.Throws<MalformedFileException>(() => DevelopmentKey.OpenOrCreate(folder, Sample.Circuit, rows: 2));
        Assert.Contains("is not the development key of this circuit", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(path));
    }

    [Fact]
    public void Threads_that_ask_at_once_all_get_the_one_key()
    {
        ProvingKeyFile[] files = new ProvingKeyFile[8];
        Thread[] threads = [.. Enumerable.Range(0, files.Length).Select(i => new Thread(() => files[i] = DevelopmentKey.OpenOrCreate(folder, Sample.Circuit, rows: 4)))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());

        Assert.All(files, file => Assert.True(file.HasIntactTables()));
        Assert.Equal(2, Directory.GetFiles(folder).Length);
    }

    [Fact]
    public void Processes_that_ask_at_once_all_get_the_one_key()
    {
        Process[] processes = [.. Enumerable.Range(0, 3).Select(_ => Process.Start(new ProcessStartInfo("dotnet", [typeof(KeyCreation).Assembly.Location])
        {
            Environment = { [KeyCreation.Variable] = folder },
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!)];
        foreach (Process process in processes)
        {
            using (process)
            {
                string output = process.StandardOutput.ReadToEnd() + process.StandardError.ReadToEnd();
                process.WaitForExit();
                Assert.True(process.ExitCode == 0, output);
            }
        }

        Assert.True(DevelopmentKey.OpenOrCreate(folder, Sample.Circuit, rows: 4).HasIntactTables());
        Assert.Equal(2, Directory.GetFiles(folder).Length);
    }
}
