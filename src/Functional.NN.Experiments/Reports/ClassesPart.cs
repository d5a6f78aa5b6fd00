using Functional.NN.Drawing;

namespace Functional.NN.Experiments;

/// <summary>What was decided for each class: the confusion matrix, and the scores of every class.</summary>
internal static class ClassesPart
{
    /// <summary>More classes than these have no matrix: nobody could read it, and the page would be slow.</summary>
    private const int MostDrawn = 100;

    public static Html Of(ConfusionMatrix matrix, IReadOnlyList<string> names)
    {
        PageColumn[] columns = [new("class", false), new("samples"), new("precision"), new("recall"), new("F1")];
        var rows = Enumerable.Range(0, matrix.Classes).Select(i => (Html[])[names[i], Invariant.Text($"{matrix.Support(i):#,0.##}"), Share(matrix.Precision(i)), Share(matrix.Recall(i)), Share(matrix.F1(i))]);
        Html[] macro = ["mean", Invariant.Text($"{matrix.Total:#,0.##}"), Share(matrix.Precision(Averaging.Macro)), Share(matrix.Recall(Averaging.Macro)), Share(matrix.F1(Averaging.Macro))];
        var table = PageParts.Table(columns, rows.Append(macro));
        return matrix.Classes > MostDrawn ? table : Html.Of("div", "grid", Html.Of("figure", "card", Html.Of(ConfusionPicture.Of("Confusion matrix of the test set", matrix, names))), table);
    }

    private static string Share(double share) => Invariant.Text($"{100 * share:0.00} %");
}
