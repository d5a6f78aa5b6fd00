namespace Functional.NN;

/// <summary>Sizes, paddings and tables of images and signals as C#: one number where it stands for all sides.</summary>
internal static class ImageCode
{
    public static CodeText? Of(object value) => value switch
    {
        Extent2D(var y, var x) => y == x ? CodeText.Of(Sentence.Of($"{y}")) : DescriptionCode.Call("new Extent2D", Numbers(y, x)),
        Padding2D p => p == p.Top ? CodeText.Of(Sentence.Of($"{p.Top}")) : DescriptionCode.Call("new Padding2D", Numbers(p.Top, p.Bottom, p.Left, p.Right)),
        ImagePadding { IsSame: false } p when p != ImagePadding.Valid => Of(p.Given),
        SignalPadding { Rule: null } p when p != SignalPadding.Valid => p.Before == p.After ? CodeText.Of(Sentence.Of($"{p.Before}")) : DescriptionCode.Call("SignalPadding.Of", Numbers(p.Before, p.After)),
        ConnectionTable table when !table.Equals(ConnectionTable.LeNet5) => DescriptionCode.Call("new ConnectionTable", new CodeText("[", [.. table.Select(inputs => CodeText.Of(LiteralCode.Of(inputs)))], "]")),
        _ => null,
    };

    private static IEnumerable<CodeText> Numbers(params int[] numbers) => numbers.Select(n => CodeText.Of(Sentence.Of($"{n}")));
}
