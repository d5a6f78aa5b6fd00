namespace Functional.NN;

/// <summary>How many places a window has on a padded image.</summary>
internal static class Windows
{
    public static void CheckImages(string who, Shape x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Rank != 4) throw new ShapeException(Sentence.Of($"{who}: expected images N×C×H×W, got {x}."));
    }

    public static Extent2D Count(string who, string window, Extent2D image, Extent2D size, Extent2D stride, Padding2D padding, Extent2D dilation) => new(
        Along(who, window, "height", image.Y, size.Y, stride.Y, padding.Top, padding.Bottom, dilation.Y),
        Along(who, window, "width", image.X, size.X, stride.X, padding.Left, padding.Right, dilation.X));

    /// <summary>⌊(n + before + after − dilation·(k − 1) − 1)/stride⌋ + 1.</summary>
    private static int Along(string who, string window, string axis, int n, int k, int stride, int before, int after, int dilation)
    {
        long padded = (long)n + before + after, covered = (long)dilation * (k - 1) + 1;
        if (n < 1 || k < 1) throw new ShapeException(Sentence.Of($"{who}: image and {window} need a {axis} of 1 or more, got {n} and {k}."));
        if (padded > int.MaxValue) throw new ShapeException(Sentence.Of($"{who}: a padded {axis} of {padded} is more than an image can have."));
        if (covered > padded) throw new ShapeException(Sentence.Of($"{who}: the {window} covers {covered} cells of {axis}, the padded image has {padded}. Pad more or take a smaller {window}."));
        return (int)((padded - covered) / stride) + 1;
    }
}
