namespace Functional.NN;

/// <summary>Tensors of constants as JSON: written with their shape, <c>{"shape": [2, 2], "data": [1, 2, 3, 4]}</c>, read also as lists in lists, <c>[[1, 2], [3, 4]]</c>.</summary>
internal static class TensorForm
{
    private const string Shapes = "shape", Data = "data";

    public static ValueForm Doubles { get; } = new(typeof(Tensor<double>), "numbers in lists, or a \"shape\" and \"data\"", value => Write((Tensor<double>)value), Read,
        """
        { "anyOf": [
          { "type": "number" },
          { "type": "array" },
          { "type": "object", "required": ["shape", "data"], "additionalProperties": false, "properties": {
            "shape": { "type": "array", "items": { "type": "integer", "minimum": 0 } },
            "data": { "type": "array", "items": { "anyOf": [{ "type": "number" }, { "enum": ["Infinity", "-Infinity"] }] } } } } ] }
        """);

    private static ObjectNode Write(Tensor<double> tensor) => new([new(Shapes, ArrayNode.Of(tensor.Shape)), new(Data, new ArrayNode(tensor.ToArray().Select(ValueForm.Number)))]);

    private static Tensor<double>? Read(DocumentNode node) =>
        node is not ObjectNode given ? Nested(node)
        : given.Fields.Length == 2 && given[Shapes] is { } shape && given[Data] is ArrayNode data && ValueForm.Wholes(shape) is { } dimensions && Numbers(data) is { } numbers ? Tensor.Of(Shape.Of(dimensions), numbers) : null;

    private static Tensor<double>? Nested(DocumentNode node)
    {
        if (ValueForm.Number(node) is { } one) return Tensor.Scalar(one);
        if (node is not ArrayNode { Items.IsEmpty: false } list) return null;
        if (Numbers(list) is { } numbers) return Tensor.Of(Shape.Of(numbers.Length), numbers);
        Tensor<double>?[] rows = [.. list.Items.Select(Nested)];
        return Array.TrueForAll(rows, row => row is not null && row.Shape == rows[0]!.Shape && row.Shape.Rank > 0) ? Tensor.Concat(0, rows.Select(row => row!.Reshape(row.Shape.Prepend(1)))) : null;
    }

    private static double[]? Numbers(ArrayNode list)
    {
        var numbers = new double[list.Items.Length];
        for (int i = 0; i < numbers.Length; i++)
        {
            if (ValueForm.Number(list.Items[i]) is not { } number) return null;
            numbers[i] = number;
        }
        return numbers;
    }
}
