using System.Text.Json;

namespace Functional.NN.Tests.Images;

/// <summary>The reference vectors of 2-D convolution and pooling, in double.</summary>
public sealed class ImageVectorTests
{
    [Fact]
    public void Convolutions_agree_with_the_reference_vectors() => Assert.Equal(12, Run("conv2d", vector =>
    {
        var weight = vector.Input("weight");
        var x = vector.Input("x");
        var geometry = new Conv2DGeometry(vector.Extent("stride"), vector.Padding, vector.Extent("dilation"), vector.Config.GetProperty("groups").GetInt32());
        Var Biased(Var y, Var? b) => b is null ? y : y + b.Reshape(b.Shape.Size, 1, 1);
        Var? bias = vector.Config.GetProperty("bias").GetBoolean() ? Var.Of(vector.Input("bias")) : null;
        vector.Check(x, "x", v => Biased(Var.Conv2D(v, Var.Of(weight), geometry), bias));
        vector.Check(weight, "weight", v => Biased(Var.Conv2D(Var.Of(x), v, geometry), bias));
        if (bias is not null) vector.Check(vector.Input("bias"), "bias", v => Biased(Var.Conv2D(Var.Of(x), Var.Of(weight), geometry), v));
    }));

    [Fact]
    public void Maximum_poolings_agree_with_the_reference_vectors() => Assert.Equal(5, Run("max_pool2d", vector =>
        vector.Check(vector.Input("x"), "x", v => Var.MaxPool2D(v, vector.Pool))));

    [Fact]
    public void Average_poolings_agree_with_the_reference_vectors() => Assert.Equal(6, Run("avg_pool2d", vector =>
        vector.Check(vector.Input("x"), "x", v => Var.AveragePool2D(v, vector.Pool, vector.Config.GetProperty("count_include_pad").GetBoolean()))));

    private static int Run(string operation, Action<Vector> check)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Repository.Vectors("layers.json")));
        var cases = document.RootElement.EnumerateArray().Where(c => c.GetProperty("op").GetString() == operation).ToArray();
        foreach (var one in cases) check(new Vector(one));
        return cases.Length;
    }

    private sealed record Vector(JsonElement Case)
    {
        public JsonElement Config => Case.GetProperty("config");

        public Padding2D Padding
        {
            get
            {
                var sides = Config.GetProperty("padding").EnumerateArray().SelectMany(pair => pair.EnumerateArray()).Select(e => e.GetInt32()).ToArray();
                return new(sides[0], sides[1], sides[2], sides[3]);
            }
        }

        public Pool2DGeometry Pool => new(Extent("kernel_size"), Extent("stride"), Padding);

        public Extent2D Extent(string name) => new(Config.GetProperty(name)[0].GetInt32(), Config.GetProperty(name)[1].GetInt32());

        public Tensor<double> Input(string name) => Read(Case.GetProperty("inputs").GetProperty(name));

        public void Check(Tensor<double> at, string name, Func<Var, Var> f)
        {
            var (y, pullback) = Grad.Vjp(f, at);
            Near("y", y);
            Near("d" + name, pullback(Input("dy")));
        }

        private void Near(string output, Tensor<double> got) =>
            Numbers.Near(Read(Case.GetProperty("outputs").GetProperty(output)), got, Case.GetProperty("rtol").GetDouble(), Case.GetProperty("atol").GetDouble());

        private static Tensor<double> Read(JsonElement tensor) =>
            Tensor.Of(Shape.Create([.. tensor.GetProperty("shape").EnumerateArray().Select(e => e.GetInt32())]), tensor.GetProperty("data").EnumerateArray().Select(e => e.GetDouble()));
    }
}
