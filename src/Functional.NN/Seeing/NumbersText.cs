using Functional.NN.Drawing;

namespace Functional.NN;

/// <summary>Numbers of a tensor for people: all of them where they are few, else the shape and what sums them up.</summary>
internal static class NumbersText
{
    private const int Few = 6, Digits = 6, DigitsOfSums = 3;

    /// <summary><c>0.5</c>, <c>[1, 2; 3, 4]</c>, or <c>32×10, mean 0.02, norm 3.1, −0.4 to 1.2</c>.</summary>
    public static string Of<T>(Tensor<T> tensor, int digits = Digits) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[] numbers = [.. tensor.ToArray().Select(v => double.CreateChecked(v))];
        if (tensor.Shape.Rank == 0) return Number(numbers[0], digits);
        return numbers.Length <= Few && tensor.Shape.Rank <= 2 ? $"[{Rows(numbers, Math.Max(1, tensor.Shape[^1]), digits)}]" : $"{tensor.Shape}, {Summary(numbers)}";
    }

    /// <summary>All numbers where they are few, else mean and norm.</summary>
    public static string Brief<T>(Tensor<T> tensor) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (tensor.Shape.Rank <= 2 && tensor.Shape.Size <= Few && tensor.Shape.Size > 0) return Of(tensor, tensor.Shape.Size == 1 ? Digits : DigitsOfSums);
        double[] numbers = [.. tensor.ToArray().Select(v => double.CreateChecked(v))];
        return numbers.Length == 0 || !numbers.All(double.IsFinite) ? Summary(numbers) : $"mean {Number(numbers.Sum() / numbers.Length)}, norm {Number(Norm(numbers))}";
    }

    /// <summary>Mean, Euclidean norm and range.</summary>
    public static string Summary(double[] numbers)
    {
        if (numbers.Length == 0) return "empty";
        if (!numbers.All(double.IsFinite)) return Sentence.Of($"not finite: {numbers.Count(v => !double.IsFinite(v)):N0}");
        string Short(double value) => Number(value, DigitsOfSums);
        return $"mean {Short(numbers.Sum() / numbers.Length)}, norm {Short(Norm(numbers))}, {Short(numbers.Min())} to {Short(numbers.Max())}";
    }

    public static string Number(double value, int digits = DigitsOfSums) => NumberText.Of(value, digits);

    /// <summary>√Σv², without an overflow of the squares.</summary>
    public static double Norm(double[] numbers)
    {
        double largest = numbers.Select(Math.Abs).DefaultIfEmpty(0).Max();
        return largest == 0 || !double.IsFinite(largest) ? largest : largest * Math.Sqrt(numbers.Sum(v => v / largest * (v / largest)));
    }

    private static string Rows(double[] numbers, int columns, int digits) => string.Join("; ", numbers.Chunk(columns).Select(row => string.Join(", ", row.Select(v => Number(v, digits)))));
}
