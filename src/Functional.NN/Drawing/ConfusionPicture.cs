using System.Collections.Immutable;

namespace Functional.NN.Drawing;

/// <summary>A confusion matrix as a heat map: what was decided for each class, with counts and the part of the class.</summary>
internal static class ConfusionPicture
{
    /// <summary>Rows are the true classes, columns the decisions; colours and percentages are parts of a row.</summary>
    /// <param name="title">stands above</param>
    /// <param name="matrix">the counts</param>
    /// <param name="names">one name a class</param>
    public static HeatMap Of(string title, ConfusionMatrix matrix, IEnumerable<string> names)
    {
        ImmutableArray<string> classes = [.. names];
        var cells = Enumerable.Range(0, matrix.Classes).SelectMany(i => Enumerable.Range(0, matrix.Classes).Select(j => Cell(matrix, i, j, classes)));
        return new(title, Sentence.Of($"A table of {matrix.Classes} true classes by {matrix.Classes} predicted ones; {NumberText.Of(matrix.Accuracy, form: NumberForm.Percent)} of {matrix.Total:#,0.##} lie on its diagonal."), "true class", "predicted class", classes, classes, [.. cells])
        {
            Notes = ["Colours and percentages are parts of a true class, a row; cells without a number are empty."],
        };
    }

    private static HeatCell Cell(ConfusionMatrix matrix, int row, int column, ImmutableArray<string> names)
    {
        double count = matrix.Counts[row, column], all = matrix.Support(row);
        if (count == 0) return new(0);
        string part = Sentence.Of($"{100 * count / all:0.#} %");
        return new(count / all, Sentence.Of($"{count:#,0.##}"), part, Sentence.Of($"true {names[row]}, predicted {names[column]}: {count:#,0.##} of {all:#,0.##} ({part})"));
    }
}
