namespace Functional.NN;

/// <summary>Sizes, paddings and tables of images and signals as JSON: written as lists with a number for each side, read also as one number that stands for all.</summary>
internal static class ImageForms
{
    private const string Sides = """{ "type": "array", "items": { "type": "integer" }, "minItems": 4, "maxItems": 4 }""", Both = """{ "type": "array", "items": { "type": "integer" }, "minItems": 2, "maxItems": 2 }""";

    public static ValueForm Extent { get; } = new(typeof(Extent2D), "a whole number, or two for height and width",
        value => ArrayNode.Of([((Extent2D)value).Y, ((Extent2D)value).X]),
        node => ValueForm.Whole<int>(node) is { } both ? (Extent2D)both : ValueForm.Wholes(node) is [int y, int x] ? new Extent2D(y, x) : null,
        $$"""{ "anyOf": [{ "type": "integer" }, {{Both}}] }""");

    public static ValueForm Padding { get; } = new(typeof(Padding2D), "a whole number, or four for top, bottom, left and right",
        value => Written((Padding2D)value),
        node => ReadSides(node),
        $$"""{ "anyOf": [{ "type": "integer" }, {{Sides}}] }""");

    public static ValueForm ImagePadding { get; } = new(typeof(ImagePadding), "\"same\", \"valid\", a whole number, or four for top, bottom, left and right",
        value => value is ImagePadding { IsSame: true } ? new TextNode("same") : Written(((ImagePadding)value).Given),
        node => node is TextNode { Value: "same" } ? NN.ImagePadding.Same : node is TextNode { Value: "valid" } ? NN.ImagePadding.Valid : ReadSides(node) is { } sides ? NN.ImagePadding.Of(sides) : null,
        $$"""{ "anyOf": [{ "enum": ["same", "valid"] }, { "type": "integer" }, {{Sides}}] }""");

    public static ValueForm SignalPadding { get; } = new(typeof(SignalPadding), "\"same\", \"causal\", \"valid\", a whole number, or two for before and after",
        value => value is SignalPadding { Rule: { } rule } ? new TextNode(rule) : ArrayNode.Of([((SignalPadding)value).Before, ((SignalPadding)value).After]),
        node => node is TextNode text ? text.Value switch { "same" => NN.SignalPadding.Same, "causal" => NN.SignalPadding.Causal, "valid" => NN.SignalPadding.Valid, _ => null }
            : ValueForm.Whole<int>(node) is { } both ? (SignalPadding)both : ValueForm.Wholes(node) is [int before, int after] ? NN.SignalPadding.Of(before, after) : null,
        $$"""{ "anyOf": [{ "enum": ["same", "causal", "valid"] }, { "type": "integer" }, {{Both}}] }""");

    public static ValueForm Connections { get; } = new(typeof(ConnectionTable), "a list of lists of channels",
        value => new ArrayNode(((ConnectionTable)value).Select(inputs => ArrayNode.Of(inputs))),
        node => node is ArrayNode table && table.Items.Select(ValueForm.Wholes).ToArray() is var rows && Array.TrueForAll(rows, row => row is not null) ? new ConnectionTable(rows!) : null,
        """{ "type": "array", "items": { "type": "array", "items": { "type": "integer", "minimum": 0 } } }""");

    private static ArrayNode Written(Padding2D p) => ArrayNode.Of([p.Top, p.Bottom, p.Left, p.Right]);

    private static Padding2D? ReadSides(DocumentNode node) =>
        ValueForm.Whole<int>(node) is { } all ? (Padding2D)all : ValueForm.Wholes(node) is [int top, int bottom, int left, int right] ? new Padding2D(top, bottom, left, right) : null;
}
