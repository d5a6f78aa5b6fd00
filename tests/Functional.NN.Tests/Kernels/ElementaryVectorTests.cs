using System.Numerics;
using System.Text.Json;
using Functional.NN.Kernels;

namespace Functional.NN.Tests.Kernels;

/// <summary>functions.json: correctly rounded values from an independent implementation.</summary>
public sealed class ElementaryVectorTests
{
    [Fact]
    public void Every_case_is_within_its_ulps()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Repository.Vectors("functions.json")));
        var cases = document.RootElement.EnumerateArray().ToArray();
        Assert.NotEmpty(cases);
        Assert.All(cases, Check);
    }

    private static void Check(JsonElement item)
    {
        var config = item.GetProperty("config");
        var single = config.GetProperty("precision").GetString() == "single";
        var op = item.GetProperty("op").GetString()!;
        var allowed = Math.Min(config.GetProperty("max_ulp").GetInt32(), single ? 2 : 4);
        var (x, y) = (Numbers(item.GetProperty("inputs").GetProperty("x")), Numbers(item.GetProperty("outputs").GetProperty("y")));
        var distances = x.Zip(y, (argument, expected) => single
            ? Ulp.Distance(Function<float>(op)((float)argument), (float)expected)
            : Ulp.Distance(Function<double>(op)(argument), expected)).ToArray();
        Assert.Equal(x.Length, y.Length);
        Assert.True(distances.Max() <= allowed, $"{item.GetProperty("name")}: {distances.Max()} ulp, allowed {allowed}, at {x[Array.IndexOf(distances, distances.Max())]:R}");
    }

    private static double[] Numbers(JsonElement tensor) => [.. tensor.GetProperty("data").EnumerateArray().Select(number => number.GetDouble())];

    private static Func<T, T> Function<T>(string op)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => op switch
        {
            "exp" => Elementary.Exp<T>,
            "expm1" => Elementary.Expm1<T>,
            "log" => Elementary.Log<T>,
            "log1p" => Elementary.Log1p<T>,
            "tanh" => Elementary.Tanh<T>,
            "sigmoid" => Elementary.Sigmoid<T>,
            "softplus" => Elementary.Softplus<T>,
            "erf" => Elementary.Erf<T>,
            "erfc" => Elementary.Erfc<T>,
            "sin" => Elementary.Sin<T>,
            "cos" => Elementary.Cos<T>,
            "atan" => Elementary.Atan<T>,
            _ => throw new NotSupportedException($"functions.json has a function we do not know: {op}"),
        };
}
