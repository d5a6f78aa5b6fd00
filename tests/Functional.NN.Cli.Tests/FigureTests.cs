namespace Functional.NN.Cli.Tests;

/// <summary>The pictures in docs are drawn by the library as it is.</summary>
public sealed class FigureTests
{
    [Fact]
    public void Every_picture_in_docs_is_what_the_code_draws() => Assert.All(Figures.All, figure => Assert.Equal(figure.Value(), File.ReadAllText(figure.Key)));
}
