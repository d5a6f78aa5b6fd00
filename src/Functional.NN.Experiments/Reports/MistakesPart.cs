using Functional.NN.Drawing;

namespace Functional.NN.Experiments;

/// <summary>The worst mistakes on a page: their images, or their numbers.</summary>
internal static class MistakesPart
{
    public static Html Of(ModelFindings findings)
    {
        if (findings.Mistakes.IsEmpty) return "";
        string shown = findings.Mistakes.Length < findings.MistakeCount ? Invariant.Text($"The {findings.Mistakes.Length} with the highest loss, of {findings.MistakeCount:N0}.") : Invariant.Text($"All {findings.MistakeCount:N0}, the highest loss first.");
        bool images = findings.Mistakes.All(mistake => mistake.Image is not null);
        return Html.Join(Html.Element("p", $"{shown} Each says the true class → the predicted one."), images ? Html.Of("div", "mistakes", findings.Mistakes.Select(Image)) : Table(findings));
    }

    private static Html Image(Mistake mistake) => Html.Of("figure", "mistake",
        Html.Element("img").With("src", Png.DataUri(mistake.Image!)).With("alt", $"test sample {mistake.Sample}: a {mistake.True} that was taken for a {mistake.Predicted}").With("width", "84"),
        Html.Element("figcaption", Html.Element("b", $"{mistake.True} → {mistake.Predicted}"), Html.Element("span", Probabilities(mistake)), Html.Element("span", $"loss {PageText.Number(mistake.Loss)}"), Html.Element("span", Invariant.Text($"sample {mistake.Sample}"))));

    private static string Probabilities(Mistake mistake) => mistake is { OfTrue: { } right, OfPredicted: { } wrong } ? $"{Percent(right)} → {Percent(wrong)}" : "";

    private static Html Table(ModelFindings findings)
    {
        bool probabilities = findings.Mistakes.All(m => m.OfTrue is not null);
        int numbers = findings.Mistakes.Min(m => m.Numbers.Length);
        PageColumn[] columns = [new("sample"), new("true", false), new("predicted", false), .. probabilities ? [new PageColumn("of the true class"), new("of the predicted")] : Array.Empty<PageColumn>(), new("loss"), .. Enumerable.Range(0, numbers).Select(i => new PageColumn(Invariant.Text($"x{i}")))];
        return PageParts.Table(columns, findings.Mistakes.Select(m => (Html[])
        [
            Invariant.Text($"{m.Sample}"), m.True, m.Predicted, .. probabilities ? [Percent(m.OfTrue!.Value), Percent(m.OfPredicted!.Value)] : Array.Empty<Html>(), PageText.Number(m.Loss), .. m.Numbers.Take(numbers).Select(v => (Html)PageText.Number(v)),
        ]));
    }

    private static string Percent(double probability) => Invariant.Text($"{100 * probability:0.0}\u00A0%");
}
