using System.Collections.Immutable;
using System.Globalization;

namespace Functional.NN.Experiments;

/// <summary>
/// An axis of a sweep as it is written: a list of values; <c>{"from": 1, "count": 5}</c> of whole numbers; <c>{"from": 1e-4, "to": 0.1, "count": 4, "logarithmic": true}</c> of numbers evenly spaced; <c>{"uniform": [0, 1]}</c> or
/// <c>{"logUniform": [16, 512], "whole": true}</c> to draw from; <c>{"values": {"small": 8, …}}</c> of values with labels; <c>{"together": {"small": {"parameters.width": 8, …}, …}}</c> of several fields that go together.
/// </summary>
internal static class AxisReader
{
    private const string Forms = "a list of values, {\"from\": 1, \"count\": 5}, {\"uniform\": [0, 1]}, {\"logUniform\": [0.0001, 0.1]}, {\"values\": {label: value}} or {\"together\": {label: {field: value}}}";

    private static readonly FieldReader
        Counted = new("such an axis", "from", "to", "count", "logarithmic"),
        Uniform = new("such an axis", "uniform", "whole"),
        LogUniform = new("such an axis", "logUniform", "whole"),
        Labelled = new("such an axis", "values"),
        Joint = new("such an axis", "together");

    /// <summary>The axis of a field, or of a name where several fields go together.</summary>
    public static SweepAxis Read(ObjectField axis)
    {
        var (name, node) = (axis.Name, axis.Value);
        return DescriptionReader.Guarded<SweepAxis>(node, () => node switch
        {
            ArrayNode list => SweepAxis.Json(name, list.Items.Select(Json)),
            ObjectNode fields when fields["from"] is not null => OfCounted(name, Counted.Of(fields)),
            ObjectNode fields when fields["uniform"] is { } bounds => OfRange(name, bounds, Uniform.Of(fields), logarithmic: false),
            ObjectNode fields when fields["logUniform"] is { } bounds => OfRange(name, bounds, LogUniform.Of(fields), logarithmic: true),
            ObjectNode fields when fields["values"] is { } values => new ListAxis(name, Labels(Labelled.Of(fields), values).Select(v => new SweepChoice(v.Name, [new(name, Json(v.Value))]))),
            ObjectNode fields when fields["together"] is { } sets => new ListAxis(name, Labels(Joint.Of(fields), sets).Select(set => new SweepChoice(set.Name, [.. Changes(set)]))),
            _ => throw node.Error($"the axis \"{name}\" must be {Forms}; got {node.Shown()}."),
        });
    }

    private static ListAxis OfCounted(string name, ObjectNode fields)
    {
        int count = FieldReader.Count(fields["count"] ?? throw fields.Error($"the axis \"{name}\" needs \"count\": how many numbers there are."), "\"count\"");
        bool logarithmic = fields["logarithmic"] is { } asked && FieldReader.Truth(asked, "\"logarithmic\"");
        var from = fields["from"]!;
        if (fields["to"] is { } to) return SweepAxis.Spaced(name, FieldReader.Number(from, "\"from\""), FieldReader.Number(to, "\"to\""), count, logarithmic);
        if (logarithmic) throw fields.Error($"the axis \"{name}\" is spaced evenly in logarithms from a number to another: it needs \"to\".");
        return from is NumberNode { Digits: var digits } && long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long first) ? SweepAxis.Counted(name, first, count)
            : throw from.Error($"\"from\" must be a whole number where there is no \"to\", got {from.Shown()}.");
    }

    private static RangeAxis OfRange(string name, DocumentNode bounds, ObjectNode fields, bool logarithmic) => bounds is ArrayNode { Items: [var low, var high] }
        ? new(name, FieldReader.Number(low, "the lower bound"), FieldReader.Number(high, "the upper bound"), logarithmic, fields["whole"] is { } whole && FieldReader.Truth(whole, "\"whole\""))
        : throw bounds.Error($"the bounds of the axis \"{name}\" are two numbers, such as [0.0001, 0.1]; got {bounds.Shown()}.");

    private static ImmutableArray<ObjectField> Labels(ObjectNode axis, DocumentNode labelled) => labelled is ObjectNode { Fields: var fields } ? fields
        : throw labelled.Error($"\"{axis.Fields[0].Name}\" must be an object of labels, got {labelled.Shown()}.");

    private static IEnumerable<SweepChange> Changes(ObjectField set) => set.Value is ObjectNode { Fields.IsEmpty: false } fields ? fields.Fields.Select(field => new SweepChange(field.Name, Json(field.Value)))
        : throw set.Value.Error($"\"{set.Name}\" must be an object of fields and their values, got {set.Value.Shown()}.");

    private static string Json(DocumentNode value) => DocumentWriter.OneLine(value);
}
