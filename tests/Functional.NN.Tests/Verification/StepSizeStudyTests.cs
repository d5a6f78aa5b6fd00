using System.Globalization;
using System.Numerics;
using System.Xml.Linq;

namespace Functional.NN.Tests.Verification;

/// <summary>Errors of difference quotients against their step, and the picture of them.</summary>
public class StepSizeStudyTests
{
    /// <summary>e^(x₀)·x₁ at (1, 2), along the first: every derivative is 2e.</summary>
    private static readonly StepSizeStudy Study = StepSizeStudy.Of(x => Math.Exp(x[0]) * x[1], x => [Math.Exp(x[0]) * x[1], Math.Exp(x[0])], [1.0, 2.0], complex: z => Complex.Exp(z[0]) * z[1]);

    private static XElement Picture(StepSizeStudy study) => XDocument.Parse(study.ToSvg()).Root!;

    private static IEnumerable<XElement> All(XElement picture, string name) => picture.Descendants(picture.Name.Namespace + name);

    [Fact]
    public void Wide_steps_have_the_cut_off_error_of_their_formula()
    {
        foreach (var point in Study.Points.Where(p => p.Step is > 1e-3 and < 1e-2))
        {
            double h = point.Step, derivative = 2 * Math.E;
            Assert.Equal(1, point.Forward / (h / 2 * derivative), 2e-2);
            Assert.Equal(1, point.Central / (h * h / 6 * derivative), 2e-2);
            Assert.Equal(1, point.Extrapolated / (h * h * h * h / 30 * derivative), point.Step > 5e-3 ? 2e-2 : 1);
            Assert.Equal(1, point.ComplexStep / (h * h / 6 * derivative), 2e-2);
        }
    }

    [Fact]
    public void Narrow_steps_have_noise_which_grows_as_one_over_the_step_except_for_the_complex_step()
    {
        foreach (var point in Study.Points.Where(p => p.Step is < 1e-9 and > 1e-15))
            Assert.InRange(point.Central, 0, 8 * Math.ScaleB(1, -52) * 2 * Math.E / point.Step);
        Assert.True(Study.Points.Where(p => p.Step is < 1e-12 and > 1e-15).Average(p => p.Central) > 1e-5);
        Assert.All(Study.Points.Where(p => p.Step < 1e-9), p => Assert.InRange(p.ComplexStep, 0, 1e-14));
    }

    [Fact]
    public void The_bound_is_above_the_error_at_every_step() => Assert.All(Study.Points.Where(p => !double.IsNaN(p.Central)), p => Assert.InRange(p.Central, 0, p.Bound));

    [Fact]
    public void The_step_of_a_check_is_near_the_best_one_and_its_entry_has_the_same_bound()
    {
        Assert.InRange(Study.Chosen.Bound, 0, 10 * Study.Points.Where(p => !double.IsNaN(p.Bound)).Min(p => p.Bound));
        var entry = GradientCheck.Function(x => Math.Exp(x[0]) * x[1], x => [Math.Exp(x[0]) * x[1], Math.Exp(x[0])], [1.0, 2.0])["x"][0];
        Assert.Equal((entry.Bound, entry.Error), (Study.Chosen.Bound, Study.Chosen.Central));
    }

    [Fact]
    public void Steps_go_four_a_decade_from_a_tenth_of_the_number_to_the_last_that_changes_it()
    {
        var plain = StepSizeStudy.Of(x => x[0] * x[0], x => [2 * x[0]], [100.0]).Points;
        Assert.Equal(10, plain[0].Step, 1e-12);
        Assert.All(plain.Zip(plain.Skip(1)), pair => Assert.Equal(Math.Pow(10, -0.25), pair.Second.Step / pair.First.Step, 1e-9));
        Assert.InRange(plain[^1].Step, 1e-15, 1e-13);
        Assert.All(plain, p => Assert.Equal(double.NaN, p.ComplexStep));
    }

    [Fact]
    public void A_function_that_cannot_be_evaluated_at_the_point_is_named_in_one_sentence()
    {
        var thrown = Assert.Throws<NNException>(() => StepSizeStudy.Of(_ => throw new InvalidOperationException("no such luck"), x => x, [1.0]));
        Assert.Equal("StepSizeStudy: the function threw InvalidOperationException: no such luck.", thrown.Message);
        thrown = Assert.Throws<NNException>(() => StepSizeStudy.Of(x => Math.Log(x[0]), x => [1 / x[0]], [-1.0]));
        Assert.Equal("StepSizeStudy: the function is NaN at the point; choose one where it is finite.", thrown.Message);
        thrown = Assert.Throws<NNException>(() => StepSizeStudy.Of(x => x[0], x => [1], [1.0], coordinate: 1));
        Assert.Equal("StepSizeStudy: the coordinate must be from 0 to 0, got 1.", thrown.Message);
    }

    [Fact]
    public void Where_a_function_throws_beside_the_point_there_is_a_gap()
    {
        var study = StepSizeStudy.Of(x => x[0] > 1.001 ? throw new ArgumentException("beyond") : x[0] * x[0], x => [2 * x[0]], [1.0]);
        Assert.All(study.Points, p => Assert.InRange(p.Step, 0, 0.001));
        Assert.NotEmpty(study.Points);
    }

    [Fact]
    public void The_picture_has_a_curve_and_a_line_of_the_legend_for_each_method()
    {
        string[] legend = [.. All(Picture(Study), "text").Where(t => t.Attribute("class")!.Value == "legend").Select(t => t.Value)];
        Assert.Equal(6, legend.Length);
        Assert.Contains("complex step: h²·f‴/6, and no noise", legend);
        Assert.Equal(2 * 5, All(Picture(Study), "polyline").Count());
        Assert.Equal(2 + 1, All(Picture(Study), "circle").Count());
    }

    [Fact]
    public void Without_a_function_of_complex_numbers_its_curve_is_left_out() =>
        Assert.DoesNotContain("complex", StepSizeStudy.Of(x => x[0] * x[0] * x[0], x => [3 * x[0] * x[0]], [1.0]).ToSvg(), StringComparison.Ordinal);

    [Fact]
    public void Everything_drawn_and_written_lies_on_the_paper_and_no_text_on_another() => Assert.Empty(DrawnText.Faults(Picture(Study)));

    [Fact]
    public void The_picture_is_one_file_without_scripts_for_light_and_dark_paper()
    {
        string svg = Study.ToSvg();
        Assert.Contains("prefers-color-scheme: dark", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("href", svg, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', svg);
        Assert.NotEqual("", All(Picture(Study), "desc").Single().Value);
    }

    [Fact]
    public void The_picture_is_the_same_under_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            string german = Study.ToSvg();
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            Assert.Equal(Study.ToSvg(), german);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
