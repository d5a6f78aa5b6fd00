using System.Diagnostics;
using System.Text;

namespace Functional.NN.Tests;

/// <summary>A file with something changed in it, and what that was.</summary>
/// <param name="Bytes">the changed file</param>
/// <param name="Change">what was done, in words</param>
public sealed record Mutation(byte[] Bytes, string Change);

/// <summary>What became of many mutations.</summary>
/// <param name="Refused">how many were refused</param>
/// <param name="Harmless">how many were read all the same</param>
public sealed record Withstood(int Refused, int Harmless);

/// <summary>Random changes of a file: bits and bytes flipped, taken out, put in, exchanged, cut off; numbers, brackets and quotes of texts replaced by evil ones. The same key gives the same change.</summary>
public static class Mutations
{
    /// <summary>What a reader may take for one file: bytes allocated, and time.</summary>
    public const long MostBytes = 200_000_000, MostMilliseconds = 1000;

    private static readonly string[] Evil =
    [
        "-1", "0", "1e999", "-1e999", "1e-999", "2147483648", "4294967296", "9223372036854775807", "9223372036854775808", "-9223372036854775809", "99999999999999999999999999", "0.5", "NaN", "Infinity", "null", "true", "\"\"",
        "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u0000", "\\ud800", "//", "/*", "\0", "\n", "\r", "\uFEFF", "{}", "[]", "[[[[[[[[[[[[[[[[", "{\"a\":{\"a\":{\"a\":", "\"__metadata__\":{}", "\"a\":1,\"a\":1",
    ];

    private static readonly Func<byte[], RandomKey, Mutation>[] Kinds =
    [
        FlipBits, FlipBits, SetByte, Swap, SwapRanges, TakeOut, PutIn, Repeat, CutOff, Zeros, Append, PutInEvil, ReplaceEvil, ReplaceNumber, ReplaceNumber, ChangeDigit, MoveText,
    ];

    /// <summary>A change of a file.</summary>
    /// <param name="file">the file, which stays as it is</param>
    /// <param name="key">says which change</param>
    public static Mutation Of(byte[] file, RandomKey key) => Kinds[Below(key.Fold("kind"), Kinds.Length)](file, key);

    /// <summary>Reads so many mutations of a file. Each must be refused by one of the library's own exceptions or read as the reader demands, in bounded memory and time.</summary>
    /// <param name="file">a good file</param>
    /// <param name="count">how many mutations</param>
    /// <param name="read">reads a file; it checks by itself that what was not refused is what it should be</param>
    /// <param name="key">says which changes</param>
    public static Withstood Withstands(byte[] file, int count, Action<byte[]> read, RandomKey key = default) => Withstands(k => Of(file, k), count, read, key);

    /// <summary>The same with mutations of another kind.</summary>
    /// <param name="mutate">what a key changes</param>
    /// <param name="count">how many mutations</param>
    /// <param name="read">reads a file; it checks by itself that what was not refused is what it should be</param>
    /// <param name="key">says which changes</param>
    public static Withstood Withstands(Func<RandomKey, Mutation> mutate, int count, Action<byte[]> read, RandomKey key = default)
    {
        int refused = 0;
        for (int i = 0; i < count; i++)
        {
            var mutation = mutate(key.Fold(i));
            if (IsRefused(mutation, read, $"mutation {i}: {mutation.Change}")) refused++;
        }
        return new(refused, count - refused);
    }

    private static bool IsRefused(Mutation mutation, Action<byte[]> read, string what)
    {
        long fastest = long.MaxValue;
        // Somebody else may have the processor for a while: what takes too long by itself does so again.
        for (int again = 0; again < 3; again++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            var clock = Stopwatch.StartNew();
            bool refused = IsRefused(mutation.Bytes, read, what);
            fastest = Math.Min(fastest, clock.ElapsedMilliseconds);
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(allocated <= MostBytes, $"{what}: {allocated} bytes were allocated");
            if (fastest < MostMilliseconds) return refused;
        }
        Assert.Fail($"{what}: it took {fastest} ms");
        return false;
    }

    private static bool IsRefused(byte[] bytes, Action<byte[]> read, string what)
    {
        try
        {
            read(bytes);
            return false;
        }
        catch (NNException refusal)
        {
            Assert.False(string.IsNullOrWhiteSpace(refusal.Message) || refusal.Message.Contains('\n', StringComparison.Ordinal), $"{what}: the refusal is no sentence: {refusal.Message}");
            return true;
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"{what}: {e.GetType().Name}: {e.Message}", e);
        }
    }

    private static int Below(RandomKey key, int bound) => bound <= 1 ? 0 : key.Integers(1, bound)[0];

    /// <summary>A range of a file, most often a short one.</summary>
    private static (int Start, int Length) Range(byte[] file, RandomKey key)
    {
        int start = Below(key.Fold("start"), file.Length), most = Math.Min(file.Length - start, 1 << Below(key.Fold("scale"), 12));
        return (start, most == 0 ? 0 : 1 + Below(key.Fold("length"), most));
    }

    private static byte[] Noise(RandomKey key, int count) => [.. key.Fold("noise").Integers(count, 256).Select(b => (byte)b)];

    private static Mutation FlipBits(byte[] file, RandomKey key)
    {
        byte[] changed = [.. file];
        int bits = 1 << Below(key.Fold("many"), 4);
        for (int i = 0; i < bits && file.Length > 0; i++) changed[Below(key.Fold("place").Fold(i), file.Length)] ^= (byte)(1 << Below(key.Fold("bit").Fold(i), 8));
        return new(changed, $"{bits} bits flipped");
    }

    private static Mutation SetByte(byte[] file, RandomKey key)
    {
        byte[] changed = [.. file];
        int place = Below(key.Fold("place"), file.Length);
        if (file.Length > 0) changed[place] = Noise(key, 1)[0];
        return new(changed, $"byte {place} set");
    }

    private static Mutation Swap(byte[] file, RandomKey key)
    {
        byte[] changed = [.. file];
        var (a, b) = (Below(key.Fold("a"), file.Length), Below(key.Fold("b"), file.Length));
        if (file.Length > 0) (changed[a], changed[b]) = (changed[b], changed[a]);
        return new(changed, $"bytes {a} and {b} swapped");
    }

    private static Mutation SwapRanges(byte[] file, RandomKey key)
    {
        var (start, length) = Range(file, key);
        int half = length / 2;
        return new([.. file[..start], .. file[(start + half)..(start + length)], .. file[start..(start + half)], .. file[(start + length)..]], $"halves of {length} bytes at {start} exchanged");
    }

    private static Mutation TakeOut(byte[] file, RandomKey key)
    {
        var (start, length) = Range(file, key);
        return new([.. file[..start], .. file[(start + length)..]], $"{length} bytes at {start} taken out");
    }

    private static Mutation PutIn(byte[] file, RandomKey key)
    {
        var (start, length) = Range(file, key);
        return new([.. file[..start], .. Noise(key, length), .. file[start..]], $"{length} bytes put in at {start}");
    }

    private static Mutation Repeat(byte[] file, RandomKey key)
    {
        var (start, length) = Range(file, key);
        return new([.. file[..start], .. file[start..(start + length)], .. file[start..]], $"{length} bytes at {start} repeated");
    }

    private static Mutation CutOff(byte[] file, RandomKey key)
    {
        int left = Below(key.Fold("left"), file.Length);
        return new(file[..left], $"cut off after {left} bytes");
    }

    private static Mutation Zeros(byte[] file, RandomKey key)
    {
        var (start, length) = Range(file, key);
        return new([.. file[..start], .. new byte[length], .. file[(start + length)..]], $"{length} bytes at {start} made zero");
    }

    private static Mutation Append(byte[] file, RandomKey key)
    {
        int more = 1 + Below(key.Fold("more"), 100);
        return new([.. file, .. Noise(key, more)], $"{more} bytes appended");
    }

    private static Mutation PutInEvil(byte[] file, RandomKey key)
    {
        var (place, evil) = (Below(key.Fold("place"), file.Length + 1), Evil[Below(key.Fold("evil"), Evil.Length)]);
        return new([.. file[..place], .. Encoding.UTF8.GetBytes(evil), .. file[place..]], $"{evil} put in at {place}");
    }

    private static Mutation ReplaceEvil(byte[] file, RandomKey key)
    {
        var (start, length) = Range(file, key);
        string evil = Evil[Below(key.Fold("evil"), Evil.Length)];
        return new([.. file[..start], .. Encoding.UTF8.GetBytes(evil), .. file[(start + length)..]], $"{length} bytes at {start} replaced by {evil}");
    }

    /// <summary>A number of a text becomes an evil one.</summary>
    private static Mutation ReplaceNumber(byte[] file, RandomKey key)
    {
        int start = Array.FindIndex(file, Below(key.Fold("place"), file.Length), IsDigit);
        if (start < 0) return FlipBits(file, key);
        int end = start;
        while (end < file.Length && IsDigit(file[end])) end++;
        string evil = Evil[Below(key.Fold("evil"), Evil.Length)];
        return new([.. file[..start], .. Encoding.UTF8.GetBytes(evil), .. file[end..]], $"the number at {start} replaced by {evil}");
    }

    private static Mutation ChangeDigit(byte[] file, RandomKey key)
    {
        byte[] changed = [.. file];
        int place = Array.FindIndex(file, Below(key.Fold("place"), file.Length), IsDigit);
        if (place < 0) return FlipBits(file, key);
        changed[place] = (byte)('0' + Below(key.Fold("digit"), 10));
        return new(changed, $"the digit at {place} changed");
    }

    /// <summary>A piece of the file is put in elsewhere.</summary>
    private static Mutation MoveText(byte[] file, RandomKey key)
    {
        var (start, length) = Range(file, key);
        byte[] piece = file[start..(start + length)], rest = [.. file[..start], .. file[(start + length)..]];
        int place = Below(key.Fold("to"), rest.Length + 1);
        return new([.. rest[..place], .. piece, .. rest[place..]], $"{length} bytes at {start} moved to {place}");
    }

    private static bool IsDigit(byte character) => character is >= (byte)'0' and <= (byte)'9';
}
