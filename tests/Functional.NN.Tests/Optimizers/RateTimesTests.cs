using System.Reflection;

namespace Functional.NN.Tests.Optimizers;

public sealed class RateTimesTests
{
    public static TheoryData<string> Names => [.. OptimizerCases.All.Keys];

    [Theory, MemberData(nameof(Names))]
    public void A_rate_times_a_half_is_the_optimizer_made_with_half_the_rate(string name)
    {
        var optimizer = OptimizerCases.All[name];
        var property = optimizer.GetType().GetProperty("LearningRate");
        if (property is null) return;
        var halved = optimizer.WithRateTimes(0.5);
        Assert.IsType(optimizer.GetType(), halved);
        Assert.Equal(((Schedule)property.GetValue(optimizer)!).Times(0.5), property.GetValue(halved));
        Assert.Equal(optimizer, optimizer.WithRateTimes(1));
    }

    [Fact]
    public void Every_optimizer_with_a_rate_or_another_inside_says_how_its_rate_is_changed()
    {
        var optimizers = typeof(IOptimizer).Assembly.GetExportedTypes().Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IMinimizer)));
        Assert.All(optimizers.Where(HasRate), type =>
        {
            var map = type.GetInterfaceMap(typeof(IMinimizer));
            int at = Array.FindIndex(map.InterfaceMethods, method => method.Name == nameof(IMinimizer.WithRate));
            Assert.True(map.TargetMethods[at].DeclaringType != typeof(IMinimizer), $"{type.Name} lacks WithRate");
        });
    }

    private static bool HasRate(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Any(p => p.PropertyType.IsAssignableTo(typeof(IMinimizer)) || p is { Name: "LearningRate" });
}
