using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Functional.NN.Kernels;

namespace Functional.NN.Properties.Contract;

/// <summary>What reads and changes data in memory does it as one number at a time would.</summary>
public class DataKernelLaws
{
    private static readonly Gen<(byte[] Bytes, int Size, ImmutableArray<int> Indices)> Samples =
        from size in Gen.OneOf(Lengths.Any, Gen.Choose(1000, 2500))
        from count in Gen.Choose(1, 6)
        from key in Draw.Key
        from indices in Gen.Choose(0, count - 1).ArrayOf(4)
        select (key.Integers(size * count, 256).Select(b => (byte)b).ToArray(), size, indices.ToImmutableArray());

    private static readonly Gen<(Tensor<float> Image, int Seed)> Images =
        from channels in Gen.Choose(1, 3) from height in Gen.Choose(1, 9) from width in Gen.Choose(1, 9) from seed in Gen.Choose(0, 100_000) select (MixedNumbers.Of<float>([channels, height, width], seed), seed);

    [Fact]
    public void Bytes_become_numbers_by_one_division() => Law.Holds(Samples, c =>
    {
        var store = new ByteStore.InMemory(c.Bytes, 0);
        float[] floats = new float[c.Size * c.Indices.Length];
        double[] doubles = new double[floats.Length];
        ByteSamples.Read<float>(store, c.Size, c.Indices.AsSpan(), floats);
        ByteSamples.Read<double>(store, c.Size, c.Indices.AsSpan(), doubles);
        byte[] read = [.. c.Indices.SelectMany(i => c.Bytes.Skip(i * c.Size).Take(c.Size))];
        SameBits.Assert<float>(read.Select(b => b / 255f).ToArray(), floats, c.Size);
        SameBits.Assert<double>(read.Select(b => b / 255.0).ToArray(), doubles, c.Size);
    });

    [Fact]
    public void Numbers_written_as_elements_of_an_IDX_file_are_read_again() => Law.Holds(
        from element in Gen.Elements(Enum.GetValues<IdxElement>()) from n in Lengths.Any from key in Draw.Key select (Element: element, N: n, Key: key), c =>
    {
        int range = c.Element switch { IdxElement.UnsignedByte => 256, IdxElement.SignedByte => 128, IdxElement.Int16 => 32768, _ => int.MaxValue };
        double[] values = [.. c.Key.Integers(c.N, range).Select((v, i) => c.Element == IdxElement.UnsignedByte ? v : c.Element == IdxElement.Float64 ? v / 3.0 : c.Element == IdxElement.Float32 ? (float)(v / 3.0) : i % 2 == 0 ? v : -v)];
        byte[] bytes = [.. values.SelectMany(value => IdxNumbers.Write(value, c.Element))];
        SameBits.Assert<double>(values, IdxNumbers.Read<double>(bytes, c.Element, [c.N]).AsSpan(), c.Element);
    });

    [Fact]
    public void Flips_blots_and_shifts_put_each_pixel_where_they_say() => Law.Holds(Images, c =>
    {
        var random = new Random(c.Seed);
        int height = c.Image.Shape[1], width = c.Image.Shape[2], top = random.Next(-3, height), left = random.Next(-3, width), size = random.Next(1, 5);
        bool across = random.Next(2) == 0, down = random.Next(2) == 0;
        var to = new float[c.Image.Shape.Size];
        ImageChanges.Flip(c.Image.AsSpan(), c.Image.Shape, across, down, to);
        Same((channel, y, x) => c.Image[channel, down ? height - 1 - y : y, across ? width - 1 - x : x]);
        ImageChanges.Blot(c.Image.AsSpan(), c.Image.Shape, top, left, size, 7, to);
        Same((channel, y, x) => y >= top && y < top + size && x >= left && x < left + size ? 7 : c.Image[channel, y, x]);
        double below = random.Next(256) / 256.0, beside = random.Next(3) == 0 ? 0 : random.Next(256) / 256.0;
        ImageChanges.Warp(c.Image.AsSpan(), c.Image.Shape, new Shifted(top, below, left, beside), 7, to);
        Same((channel, y, x) => (float)(Across(channel, y + top, x + left) * (1 - below) + Across(channel, y + top + 1, x + left) * below));

        double Pixel(int channel, int y, int x) => y >= 0 && y < height && x >= 0 && x < width ? c.Image[channel, y, x] : 7;

        double Across(int channel, int y, int x) => Pixel(channel, y, x) * (1 - beside) + Pixel(channel, y, x + 1) * beside;

        void Same(Func<int, int, int, float> pixel) => SameBits.Assert(NaiveTensors.Build(c.Image.Shape, at => pixel(at[0], at[1], at[2])), Tensor.Of<float>(c.Image.Shape, to), c.Image.Shape);
    });

    [Fact]
    public void A_blur_is_the_sum_of_weighed_neighbours_along_rows_and_then_along_columns() => Law.Holds(
        from image in Images from sigma in Gen.Choose(1, 30) select (Planes: image.Image.Cast<double>(), Sigma: sigma / 10.0), c =>
    {
        int reach = Math.Max(1, (int)Math.Ceiling(3 * c.Sigma));
        double[] raw = [.. Enumerable.Range(-reach, 2 * reach + 1).Select(k => Elementary.Exp(-0.5 * (k / c.Sigma) * (k / c.Sigma)))];
        double total = raw.Aggregate(0.0, (sum, weight) => sum + weight);
        double Along(Func<int, double> at, int i, int n) => Enumerable.Range(-reach, 2 * reach + 1).Where(k => i + k >= 0 && i + k < n).Aggregate(0.0, (sum, k) => sum + raw[k + reach] / total * at(i + k));
        int height = c.Planes.Shape[1], width = c.Planes.Shape[2];
        var rows = NaiveTensors.Build(c.Planes.Shape, at => Along(x => c.Planes[at[0], at[1], x], at[2], width));
        SameBits.Assert(NaiveTensors.Build(c.Planes.Shape, at => Along(y => rows[at[0], y, at[2]], at[1], height)), ImageChanges.Blurred(c.Planes, c.Sigma), c.Sigma);
    }, tests: 40);

    [Fact]
    public void Decisions_are_counted_one_after_the_other() => Law.Holds(
        from classes in Gen.Choose(1, 9) from n in Lengths.Any from key in Draw.Key select (Classes: classes, N: n, Key: key), c =>
    {
        int[] predicted = [.. c.Key.Fold(1).Integers(c.N, c.Classes)], actual = [.. c.Key.Fold(2).Integers(c.N, c.Classes)];
        var weights = c.Key.Fold(3).Uniform<double>([c.N], 0.5, 2);
        Tensor<float> Numbers(int[] places) => Tensor.Of(Shape.Of(c.N), places.Select(i => (float)i));
        SameBits.Assert(NaiveTensors.Build([c.Classes, c.Classes], at => Enumerable.Range(0, c.N).Where(i => actual[i] == at[0] && predicted[i] == at[1]).Aggregate(0.0, (sum, i) => sum + weights[i])),
            DecisionCounts.Of(c.Classes, Numbers(predicted), Numbers(actual), weights), c.N);
    });

    /// <summary>Each pixel from so many further down and to the right, and a part of one more.</summary>
    private readonly record struct Shifted(int Down, double Below, int Right, double Beside) : IImageMap
    {
        public (double Y, double X) Source(int y, int x) => (y + Down + Below, x + Right + Beside);
    }
}
