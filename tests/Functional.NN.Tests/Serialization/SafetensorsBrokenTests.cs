using System.Collections.Immutable;
using static Functional.NN.Tests.Serialization.SafetensorsCases;

namespace Functional.NN.Tests.Serialization;

public sealed class SafetensorsBrokenTests
{
    private static readonly string X = Entry("x", "F32", "2", "0,8");

    private static readonly (string Fault, ImmutableArray<byte> File, string Sentence)[] Corpus =
    [
        ("nothing at all", [], "begins with 8 bytes"),
        ("less than a length", [1, 0, 0, 0], "begins with 8 bytes"),
        ("a length and no header", Bytes("", length: 2), "the header should be 2 bytes long, and only 0 follow"),
        ("an empty header", Bytes(""), "must begin with {"),
        ("a header cut short", Bytes($"{{{X}}}", 8, length: 4000), "the header should be 4000 bytes long"),
        ("a header beyond the limit", Bytes("{}", length: 100_000_001), "100000000 is the most allowed"),
        ("a header of 2^64 - 1 bytes", Bytes("{}", length: ulong.MaxValue), "100000000 is the most allowed"),
        ("a header of 2^63 bytes", Bytes("{}", length: 1ul << 63), "100000000 is the most allowed"),
        ("a blank before the header", Bytes($" {{{X}}}", 8), "must begin with {"),
        ("a byte order mark", Bytes($"\ufeff{{{X}}}", 8), "must begin with {"),
        ("a header that is an array", Bytes("[]"), "must begin with {"),
        ("a pickle", [0x80, 0x04, 0x95, 0, 0, 0, 0, 0, 0, 0, 0, 0x7d], "the header should be 9766016 bytes long, and only 4 follow"),
        ("a newline as padding", Bytes($"{{{X}}}\n", 8), "nothing but spaces"),
        ("a zero byte as padding", Bytes($"{{{X}}}\0", 8), "nothing but spaces"),
        ("only a brace", Bytes("{"), "must end with }"),
        ("two objects", Bytes($"{{{X}}}{{}}", 8), "not valid JSON"),
        ("an object that does not close", Bytes("{\"x\":{}"), "dtype, shape and two data_offsets"),
        ("a comma too many", Bytes($"{{{X},}}", 8), "not valid JSON"),
        ("a comment", Bytes($"{{{X}/**/}}", 8), "not valid JSON"),
        ("a name that is no UTF-8", Bytes([.. "{\""u8, 0xFF, .. "\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[0,4]}}"u8], 4), "not valid JSON"),
        ("a name with half a surrogate pair", Bytes($"{{{Entry("\\ud800", "F32", "2", "0,8")}}}", 8), "not valid JSON"),
        ("a tower of arrays", Bytes($"{{\"x\":{new string('[', 9999)}{new string(']', 9999)}}}"), "tensor \"x\" must be an object"),
        ("a tower of arrays inside", Bytes($"{{\"x\":{{\"shape\":{new string('[', 9999)}{new string(']', 9999)}}}}}"), "shape of tensor \"x\""),
        ("the same tensor twice", Bytes($"{{{X},{X}}}", 8), "has \"x\" twice"),
        ("the same tensor twice, once escaped", Bytes($"{{{X},{Entry("\\u0078", "F32", "0", "8,8")}}}", 8), "has \"x\" twice"),
        ("metadata twice", Bytes("{\"__metadata__\":{},\"__metadata__\":{}}"), "has \"__metadata__\" twice"),
        ("a metadata key twice", Bytes("{\"__metadata__\":{\"a\":\"1\",\"a\":\"2\"}}"), "__metadata__ has \"a\" twice"),
        ("metadata that is a text", Bytes("{\"__metadata__\":\"pt\"}"), "__metadata__ must be an object of texts"),
        ("metadata that is null", Bytes("{\"__metadata__\":null}"), "__metadata__ must be an object of texts"),
        ("metadata with a number", Bytes("{\"__metadata__\":{\"a\":1}}"), "__metadata__ \"a\" must be a text"),
        ("a tensor that is null", Bytes("{\"x\":null}"), "tensor \"x\" must be an object"),
        ("no dtype", Bytes("{\"x\":{\"shape\":[2],\"data_offsets\":[0,8]}}", 8), "dtype is missing"),
        ("no shape", Bytes("{\"x\":{\"dtype\":\"F32\",\"data_offsets\":[0,8]}}", 8), "shape is missing"),
        ("no offsets", Bytes("{\"x\":{\"dtype\":\"F32\",\"shape\":[2]}}", 8), "two data_offsets are missing"),
        ("one offset", Bytes($"{{{Entry("x", "F32", "2", "8")}}}", 8), "two data_offsets are missing"),
        ("three offsets", Bytes($"{{{Entry("x", "F32", "2", "0,4,8")}}}", 8), "more than 2 numbers"),
        ("a dtype twice", Bytes("{\"x\":{\"dtype\":\"F32\",\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}", 8), "has dtype twice"),
        ("an unknown field", Bytes("{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8],\"strides\":[1]}}", 8), "a field \"strides\""),
        ("a type of whole numbers", Bytes($"{{{Entry("x", "I64", "1", "0,8")}}}", 8), "of type \"I64\"; only F32, F64, F16 and BF16"),
        ("a type in small letters", Bytes($"{{{Entry("x", "f32", "2", "0,8")}}}", 8), "of type \"f32\""),
        ("a dtype that is a number", Bytes("{\"x\":{\"dtype\":32,\"shape\":[2],\"data_offsets\":[0,8]}}", 8), "dtype of tensor \"x\" must be a text"),
        ("a negative dimension", Bytes($"{{{Entry("x", "F32", "-2", "0,8")}}}", 8), "shape of tensor \"x\" must hold whole numbers"),
        ("a fraction as dimension", Bytes($"{{{Entry("x", "F32", "2.0", "0,8")}}}", 8), "shape of tensor \"x\" must hold whole numbers"),
        ("a dimension with an exponent", Bytes($"{{{Entry("x", "F32", "2e0", "0,8")}}}", 8), "shape of tensor \"x\" must hold whole numbers"),
        ("a dimension beyond 64 bits", Bytes($"{{{Entry("x", "F32", "99999999999999999999", "0,8")}}}", 8), "shape of tensor \"x\" must hold whole numbers"),
        ("a dimension in quotes", Bytes($"{{{Entry("x", "F32", "\"2\"", "0,8")}}}", 8), "shape of tensor \"x\" must hold whole numbers"),
        ("more elements than there can be", Bytes($"{{{Entry("x", "F32", "4294967296,4294967296", "0,0")}}}"), "more elements than one tensor can hold"),
        ("a size that is 8 modulo 2^64", Bytes($"{{{Entry("x", "F32", "2147483647,2147483647,8", "0,8")}}}", 8), "more elements than one tensor can hold"),
        ("a thousand axes", Bytes($"{{{Entry("x", "F32", string.Join(',', Enumerable.Repeat(1, 1000)), "0,4")}}}", 4), "more than 32 numbers"),
        ("offsets backwards", Bytes($"{{{Entry("x", "F32", "2", "0,8")},{Entry("y", "F32", "0", "8,4")}}}", 8), "its data_offsets are 8 and 4"),
        ("offsets for another shape", Bytes($"{{{Entry("x", "F32", "3", "0,8")}}}", 8), "takes 12 bytes"),
        ("offsets for another type", Bytes($"{{{Entry("x", "F64", "2", "0,8")}}}", 8), "takes 16 bytes"),
        ("a hole in front", Bytes($"{{{Entry("x", "F32", "2", "4,12")}}}", 12), "leave a hole"),
        ("a hole between", Bytes($"{{{X},{Entry("y", "F32", "1", "12,16")}}}", 16), "leave a hole"),
        ("an overlap", Bytes($"{{{X},{Entry("y", "F32", "2", "4,12")}}}", 12), "overlap"),
        ("two tensors in one place", Bytes($"{{{X},{Entry("y", "F32", "2", "0,8")}}}", 8), "overlap"),
        ("an end beyond 2^63", Bytes($"{{{Entry("x", "F32", "2", "0,18446744073709551615")}}}", 8), "data_offsets of tensor \"x\" must hold whole numbers"),
        ("data cut short", Bytes($"{{{X}}}", 7), "cut short"),
        ("no data", Bytes($"{{{X}}}"), "cut short"),
        ("a promise of 8 GB", Bytes($"{{{Entry("x", "F32", "2000000000", "0,8000000000")}}}", 8), "cut short"),
        ("bytes after the last tensor", Bytes($"{{{X}}}", 9), "longer than it says"),
        ("bytes and no tensor", Bytes("{}", 1), "longer than it says"),
    ];

    public static TheoryData<string> Faults => [.. Corpus.Select(c => c.Fault)];

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_broken_file_is_refused_in_one_sentence_with_its_name_and_fault(string fault)
    {
        var (_, file, sentence) = Corpus.Single(c => c.Fault == fault);
        var refusal = Assert.Throws<DataException>(() => SafetensorsFile.FromBytes(file, "broken.safetensors"));
        Assert.StartsWith("broken.safetensors: ", refusal.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
        Assert.Contains(sentence, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_broken_file_is_refused_from_a_stream_without_a_length(string fault) =>
        Assert.Throws<DataException>(() => SafetensorsFile.Read(new TricklingStream(Corpus.Single(c => c.Fault == fault).File)));

    [Theory]
    [InlineData("a header beyond the limit")]
    [InlineData("a promise of 8 GB")]
    [InlineData("a tower of arrays inside")]
    public void A_lying_header_costs_no_memory(string fault)
    {
        var file = Corpus.Single(c => c.Fault == fault).File;
        foreach (var read in new Func<object>[] { () => SafetensorsFile.FromBytes(file), () => SafetensorsFile.Read(new TricklingStream(file)) })
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Assert.Throws<DataException>(read);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
        }
    }

    [Fact]
    public void A_length_that_is_allowed_and_not_kept_costs_no_memory()
    {
        var stream = new TricklingStream(Bytes("{}", length: 100_000_000));
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("ends within the header", Assert.Throws<DataException>(() => SafetensorsFile.Read(stream)).Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Theory]
    [InlineData("reference.safetensors")]
    [InlineData("foreign.safetensors")]
    [InlineData("halves.safetensors")]
    public void Every_beginning_of_a_good_file_is_refused(string name)
    {
        var file = Fixture(name);
        for (int length = 0; length < file.Length; length++) Assert.Throws<DataException>(() => SafetensorsFile.FromBytes(file[..length]));
    }

    [Theory]
    [InlineData("reference.safetensors")]
    [InlineData("foreign.safetensors")]
    [InlineData("halves.safetensors")]
    public void A_good_file_with_one_wrong_byte_is_refused_or_is_a_good_file(string name)
    {
        var file = Fixture(name);
        int refused = 0, read = 0;
        for (int place = 0; place < file.Length; place++)
        {
            foreach (int change in RandomKey.FromSeed(place).Integers(8, 255))
            {
                var mutant = file.SetItem(place, (byte)(file[place] + 1 + change));
                if (ReadOrRefused(mutant) is not { } value)
                {
                    refused++;
                    continue;
                }
                Assert.Equal(value, SafetensorsFile.FromBytes(value.ToBytes()));
                read++;
            }
        }
        Assert.True(refused > 100 && read > 100, $"{refused} refused, {read} read: the mutations test only one of the two.");
    }

    private static SafetensorsFile? ReadOrRefused(ImmutableArray<byte> bytes)
    {
        try
        {
            return SafetensorsFile.FromBytes(bytes);
        }
        catch (DataException)
        {
            return null;
        }
    }
}
