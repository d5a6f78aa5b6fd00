using System.Collections.Immutable;
using System.Text;
using Functional.NN.Tests;

namespace Functional.NN.Experiments.Tests.Experiments;

/// <summary>Random changes of a JSON document that leave it JSON: fields left out, doubled, renamed, values exchanged, of another type, lying deep in others. The same key gives the same change.</summary>
internal static class DocumentMutations
{
    private static readonly string[] Evil =
    [
        "null", "true", "0", "-1", "1.5", "1e999", "-0", "2147483647", "2147483648", "18446744073709551616", "1e-320", "\"\"", "\"$x\"", "\"$$x\"", "\"$outputs\"", "\"Relu\"", "\"Adam\"", "\"Infinity\"", "\"NaN\"", "[]", "{}", "[[]]", "[1, 2, 3]",
        "{ \"type\": \"Repeat\", \"layer\": { \"type\": \"Repeat\", \"layer\": \"Relu\", \"times\": 2147483647 }, \"times\": 2147483647 }", "{ \"repeat\": 10000, \"layers\": [{ \"repeat\": 10000, \"layers\": [\"Relu\"] }] }",
        "{ \"type\": \"Dense\", \"units\": 2147483647 }", "{ \"shape\": [2147483647, 2147483647], \"data\": [] }", "{ \"type\": \"PolynomialFeatures\", \"degree\": 1000000000 }",
    ];

    /// <summary>A change of a document.</summary>
    public static Mutation Of(DocumentNode root, RandomKey key)
    {
        var places = Places(root, []).ToList();
        var place = places[Below(key.Fold("place"), places.Count)];
        int kind = Below(key.Fold("kind"), 7);
        var changed = Changed(root, place, 0, node => Change(node, kind, key, () => At(root, places[Below(key.Fold("other"), places.Count)])));
        return new(Encoding.UTF8.GetBytes(DocumentWriter.Text(changed)), $"change {kind} at {string.Join('.', place)}");
    }

    private static DocumentNode Change(DocumentNode node, int kind, RandomKey key, Func<DocumentNode> other) => (kind, node) switch
    {
        (0, ObjectNode { Fields: { Length: > 0 } fields }) => new ObjectNode(fields.RemoveAt(Below(key, fields.Length))),
        (1, ObjectNode { Fields: { Length: > 0 } fields }) => new ObjectNode(fields.Insert(Below(key, fields.Length), fields[Below(key.Fold("which"), fields.Length)])),
        (2, ObjectNode { Fields: { Length: > 0 } fields }) when Below(key, fields.Length) is var i => new ObjectNode(fields.SetItem(i, fields[i] with { Name = Misspelt(fields[i].Name, key) })),
        (0, ArrayNode { Items: { Length: > 0 } items }) => new ArrayNode(items.RemoveAt(Below(key, items.Length))),
        (1, ArrayNode { Items: { Length: > 0 } items }) => new ArrayNode(items.Insert(0, items[Below(key, items.Length)])),
        (2, TextNode text) => new TextNode(Misspelt(text.Value, key)),
        (3, _) => Deep(node, 1 + Below(key, 80), key.Fold("list").Integers(1, 2)[0] == 0),
        (4, _) => other(),
        _ => DocumentReader.Read(new TextSource("evil", Encoding.UTF8.GetBytes(Evil[Below(key.Fold("evil"), Evil.Length)])), DocumentLimits.Written),
    };

    private static string Misspelt(string name, RandomKey key)
    {
        int at = Below(key.Fold("letter"), name.Length + 1);
        return key.Fold("slip").Integers(1, 3)[0] switch { 0 => name.Insert(at, "x"), 1 => at < name.Length ? name.Remove(at, 1) : "", _ => name.ToUpperInvariant() };
    }

    private static DocumentNode Deep(DocumentNode node, int times, bool list)
    {
        for (int i = 0; i < times; i++) node = list ? new ArrayNode(node) : new ObjectNode(new ObjectField("layer", node));
        return node;
    }

    private static IEnumerable<ImmutableArray<int>> Places(DocumentNode node, ImmutableArray<int> here) => Parts(node).SelectMany((part, i) => Places(part, here.Add(i))).Prepend(here);

    private static IEnumerable<DocumentNode> Parts(DocumentNode node) => node switch { ObjectNode o => o.Fields.Select(field => field.Value), ArrayNode a => a.Items, _ => [] };

    private static DocumentNode At(DocumentNode node, ImmutableArray<int> place) => place.Aggregate(node, (at, step) => Parts(at).ElementAt(step));

    private static DocumentNode Changed(DocumentNode node, ImmutableArray<int> place, int step, Func<DocumentNode, DocumentNode> change) =>
        step == place.Length ? change(node)
        : node is ObjectNode o ? new ObjectNode(o.Fields.SetItem(place[step], o.Fields[place[step]] with { Value = Changed(o.Fields[place[step]].Value, place, step + 1, change) }))
        : new ArrayNode(((ArrayNode)node).Items.SetItem(place[step], Changed(((ArrayNode)node).Items[place[step]], place, step + 1, change)));

    private static int Below(RandomKey key, int bound) => bound <= 1 ? 0 : key.Integers(1, bound)[0];
}
