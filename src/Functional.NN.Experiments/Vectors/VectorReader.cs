using System.Collections.Immutable;
using System.Text.Json;

namespace Functional.NN.Experiments;

/// <summary>Files of reference vectors: each one JSON array of cases, read strictly.</summary>
internal static class VectorReader
{
    /// <summary>Whole numbers up to this size are exact in double.</summary>
    private const double ExactIntegers = 9007199254740992;

    private static readonly string[] Fields = ["name", "kind", "op", "config", "inputs", "outputs", "rtol", "atol"];

    /// <summary>The cases of a file.</summary>
    /// <exception cref="DataException">The file cannot be read or is not of the described form.</exception>
    public static IReadOnlyList<VectorCase> Read(string path)
    {
        string file = Path.GetFileName(path);
        try
        {
            return Cases(path, file);
        }
        catch (InvalidOperationException broken)
        {
            throw new DataException($"{file}: a text or name in it is not valid Unicode.", broken);
        }
    }

    private static List<VectorCase> Cases(string path, string file)
    {
        using var document = Parse(path, file);
        if (document.RootElement.ValueKind != JsonValueKind.Array) throw new DataException($"{file}: expected a JSON array of cases, got {Kind(document.RootElement)}.");
        var cases = document.RootElement.EnumerateArray().Select((element, i) => Case(file, i, element.Clone())).ToList();
        var twice = cases.GroupBy(c => c.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1);
        return twice is null ? cases : throw new DataException($"{file}: two cases are called \"{twice.Key}\".");
    }

    private static JsonDocument Parse(string path, string file)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return JsonDocument.Parse(stream, new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
        catch (JsonException broken)
        {
            throw new DataException(Invariant.Text($"{file}: this is not JSON; line {broken.LineNumber + 1}, byte {broken.BytePositionInLine + 1}: {FirstSentence(broken.Message)}"), broken);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"{file}: the file cannot be read: {unreadable.Message}", unreadable);
        }
    }

    private static VectorCase Case(string file, int index, JsonElement element)
    {
        string place = Invariant.Text($"{file}, case {index}");
        if (element.ValueKind != JsonValueKind.Object) throw new DataException($"{place}: expected an object, got {Kind(element)}.");
        string name = Text(element, "name", place);
        place = $"{file}, case \"{name}\"";
        var options = Object(element, "config", place);
        var expected = Values(Object(element, "outputs", place), place);
        if (expected.IsEmpty) throw new DataException($"{place}: \"outputs\" expects nothing.");
        return new VectorCase(name, Text(element, "kind", place), Text(element, "op", place), new VectorOptions(options),
            Values(Object(element, "inputs", place), place), expected, Agreement.Near(Tolerance(element, "rtol", place), Tolerance(element, "atol", place)))
        { Strange = element.EnumerateObject().Select(field => field.Name).FirstOrDefault(field => !Fields.Contains(field)) };
    }

    private static ImmutableSortedDictionary<string, VectorValue> Values(JsonElement values, string place) => values.EnumerateObject()
        .Where(value => value.Value.ValueKind != JsonValueKind.Null)
        .ToImmutableSortedDictionary(value => value.Name, value => Value(value.Value, $"{place}, \"{value.Name}\""), StringComparer.Ordinal);

    private static VectorValue Value(JsonElement value, string place) => value.ValueKind switch
    {
        JsonValueKind.Number => Finite(value, place),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Object when IsTensor(value) => Tensor(value, place),
        JsonValueKind.Object => value.EnumerateObject().ToImmutableSortedDictionary(part => part.Name, part => Tensor(part.Value, $"{place}, \"{part.Name}\""), StringComparer.Ordinal),
        _ => throw new DataException($"{place}: expected a tensor, a number, a flag or an object of tensors, got {Kind(value)}."),
    };

    private static bool IsTensor(JsonElement value) =>
        value.EnumerateObject().Any(member => member.Name is "shape" or "data" && member.Value.ValueKind != JsonValueKind.Object);

    private static Tensor<double> Tensor(JsonElement tensor, string place)
    {
        if (tensor.ValueKind != JsonValueKind.Object) throw new DataException($"{place}: expected a tensor, got {Kind(tensor)}.");
        foreach (var member in tensor.EnumerateObject())
            if (member.Name is not ("shape" or "data" or "dtype")) throw new DataException($"{place}: a tensor has \"shape\", \"data\" and perhaps \"dtype\", got \"{member.Name}\".");
        int[] shape = [.. Array(tensor, "shape", place).Select(n => n.ValueKind == JsonValueKind.Number && n.TryGetInt32(out int size) && size >= 0 ? size
            : throw new DataException($"{place}: a shape is a list of whole numbers from 0 on, got {n.GetRawText()}."))];
        long size = shape.Contains(0) ? 0 : shape.Aggregate(1L, (product, n) => product > int.MaxValue ? product : product * n);
        double[] data = [.. Array(tensor, "data", place).Select(x => Finite(x, place))];
        if (size != data.Length) throw new DataException(Invariant.Text($"{place}: the shape [{string.Join(", ", shape)}] takes {size} numbers, \"data\" has {data.Length}."));
        if (tensor.TryGetProperty("dtype", out var dtype)) CheckIntegers(dtype, data, place);
        return NN.Tensor.Of(Shape.Of(shape), data);
    }

    private static void CheckIntegers(JsonElement dtype, double[] data, string place)
    {
        if (dtype.ValueKind != JsonValueKind.String || dtype.GetString() != "int64") throw new DataException($"{place}: the \"dtype\" is int64 where there is one, got {dtype.GetRawText()}.");
        foreach (double x in data)
            if (x != Math.Truncate(x) || Math.Abs(x) > ExactIntegers) throw new DataException(Invariant.Text($"{place}: an int64 tensor holds whole numbers up to 2^53, got {x:R}."));
    }

    private static JsonElement.ArrayEnumerator Array(JsonElement tensor, string name, string place) =>
        tensor.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : throw new DataException($"{place}: a tensor needs a list \"{name}\".");

    private static double Finite(JsonElement number, string place) =>
        number.ValueKind == JsonValueKind.Number && number.TryGetDouble(out double x) && double.IsFinite(x) ? x : throw new DataException($"{place}: expected a finite number, got {Kind(number)}.");

    private static double Tolerance(JsonElement element, string name, string place) =>
        Field(element, name, place) is { ValueKind: JsonValueKind.Number } value && value.TryGetDouble(out double x) && double.IsFinite(x) && x >= 0 ? x
            : throw new DataException($"{place}: \"{name}\" should be a number that is not negative.");

    private static string Text(JsonElement element, string name, string place) =>
        Field(element, name, place) is { ValueKind: JsonValueKind.String } value ? value.GetString()! : throw new DataException($"{place}: \"{name}\" should be a text.");

    private static JsonElement Object(JsonElement element, string name, string place) =>
        Field(element, name, place) is { ValueKind: JsonValueKind.Object } value ? value : throw new DataException($"{place}: \"{name}\" should be an object.");

    private static JsonElement Field(JsonElement element, string name, string place) =>
        element.TryGetProperty(name, out var value) ? value : throw new DataException($"{place}: \"{name}\" is missing.");

    private static string Kind(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Null => "null",
        JsonValueKind.Number => $"the number {element.GetRawText()}",
        _ => element.GetRawText(),
    };

    private static string FirstSentence(string message) => message.Split(". ")[0].TrimEnd('.') + ".";
}
