using System.Globalization;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;

namespace Functional.NN.Tests.Verification;

/// <summary>Reports as JSON and as JUnit XML, read by readers that are not ours.</summary>
public class GradientReportTests
{
    /// <summary>Right, wrong, at a kink, and one of which nothing can be said; a block whose name needs escaping.</summary>
    private static readonly GradientReport Mixed = new("f <of> \"x\" & y\u0001", [
        Entry("w", 0, 1, 1, GradientVerdict.Right), Entry("w", 1, 0.1, 0.30000000000000004, GradientVerdict.Wrong), Entry("w", 2, 5e-324, -1.7976931348623157e308, GradientVerdict.Wrong),
        Entry("<b & \"c\">", 0, 1, 0.5, GradientVerdict.Kink) with { Sides = new(0, 1) }, Entry("<b & \"c\">", 1, double.NaN, double.NaN, GradientVerdict.CannotTell), Entry("<b & \"c\">", 2, double.PositiveInfinity, double.NegativeInfinity, GradientVerdict.Wrong),
    ], reason: "it said \u0007 \"<no>\" & 𝕄 \ud800", evaluations: 42, elapsed: TimeSpan.FromSeconds(1.25), noise: 1.5);

    private static GradientEntry Entry(string block, int place, double analytic, double numeric, GradientVerdict verdict) => new(block, Shape.Of(3), place, analytic, numeric, 1e-9, 1e-12, verdict);

    private static GradientReport Broken => GradientCheck.Function(_ => throw new InvalidOperationException("no <luck>\n\u0000"), x => x, [1.0]);

    private static GradientReport Right => GradientCheck.Function(x => x[0] * x[1], x => [x[1], x[0]], [1.0, 2.0]);

    private static JsonElement Json(GradientReport report) => JsonDocument.Parse(report.ToJson()).RootElement;

    private static double Number(JsonElement value) => value.ValueKind == JsonValueKind.String ? double.Parse(value.GetString()!, CultureInfo.InvariantCulture) : value.GetDouble();

    [Fact]
    public void JSON_has_every_entry_with_the_same_bits()
    {
        JsonElement[] entries = [.. Json(Mixed).GetProperty("entries").EnumerateArray()];
        Assert.Equal(Mixed.Entries.Select(e => (e.Block, e.Place, e.Coordinate)), entries.Select(e => (e.GetProperty("block").GetString()!, e.GetProperty("place").GetInt32(), e.GetProperty("coordinate").GetString()!)));
        foreach (var (entry, read) in Mixed.Entries.Zip(entries))
            Assert.Equal([entry.Analytic, entry.Numeric, entry.Bound, entry.Tolerance], new[] { "analytic", "numeric", "bound", "tolerance" }.Select(name => Number(read.GetProperty(name))));
        Assert.Equal(["wrong", "wrong", "wrong", "cannot tell", "kink", "right"], entries.Select(e => e.GetProperty("verdict").GetString()));
    }

    [Fact]
    public void JSON_has_the_counts_of_each_block_and_the_cost()
    {
        var json = Json(Mixed);
        var blocks = json.GetProperty("blocks").EnumerateArray().ToDictionary(b => b.GetProperty("name").GetString()!, b => new[] { "checked", "right", "wrong", "kink", "cannotTell" }.Select(n => b.GetProperty(n).GetInt32()));
        Assert.Equal([3, 1, 2, 0, 0], blocks["w"]);
        Assert.Equal([3, 0, 1, 1, 1], blocks["<b & \"c\">"]);
        Assert.Equal(("wrong", 42, 1.25, 1.5), (json.GetProperty("verdict").GetString(), json.GetProperty("evaluations").GetInt32(), json.GetProperty("seconds").GetDouble(), json.GetProperty("noise").GetDouble()));
    }

    [Fact]
    public void JSON_keeps_words_as_they_are()
    {
        Assert.Equal("f <of> \"x\" & y\u0001", Json(Mixed).GetProperty("subject").GetString());
        Assert.StartsWith("it said \u0007 \"<no>\" & 𝕄 ", Json(Mixed).GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Equal(("failed", 0), (Json(Broken).GetProperty("verdict").GetString(), Json(Broken).GetProperty("entries").GetArrayLength()));
        Assert.False(Json(Right).TryGetProperty("reason", out _));
    }

    [Fact]
    public void JSON_has_both_slopes_of_a_kink_and_words_for_numbers_that_are_not_finite()
    {
        JsonElement[] entries = [.. Json(Mixed).GetProperty("entries").EnumerateArray()];
        var kink = entries.Single(e => e.GetProperty("verdict").GetString() == "kink");
        Assert.Equal((0, 1), (kink.GetProperty("left").GetDouble(), kink.GetProperty("right").GetDouble()));
        Assert.Contains(entries, e => e.GetProperty("analytic") is { ValueKind: JsonValueKind.String } text && text.GetString() == "NaN");
        Assert.Contains(entries, e => e.GetProperty("numeric") is { ValueKind: JsonValueKind.String } text && text.GetString() == "-Infinity");
    }

    /// <summary>What dashboards expect of JUnit XML, in the words of an XML schema: suites with counts, cases with a failure, an error or neither, and what was printed.</summary>
    private const string Schema = """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
          <xs:complexType name="problem"><xs:simpleContent><xs:extension base="xs:string">
            <xs:attribute name="type" type="xs:string" use="required"/><xs:attribute name="message" type="xs:string"/>
          </xs:extension></xs:simpleContent></xs:complexType>
          <xs:element name="testsuites"><xs:complexType><xs:sequence><xs:element name="testsuite" minOccurs="0" maxOccurs="unbounded"><xs:complexType><xs:sequence>
            <xs:element name="testcase" minOccurs="0" maxOccurs="unbounded"><xs:complexType><xs:sequence>
              <xs:choice minOccurs="0"><xs:element name="failure" type="problem"/><xs:element name="error" type="problem"/><xs:element name="skipped"/></xs:choice>
              <xs:element name="system-out" type="xs:string" minOccurs="0"/><xs:element name="system-err" type="xs:string" minOccurs="0"/>
            </xs:sequence><xs:attribute name="name" type="xs:string" use="required"/><xs:attribute name="classname" type="xs:string" use="required"/><xs:attribute name="time" type="xs:decimal"/></xs:complexType></xs:element>
          <xs:element name="system-out" type="xs:string" minOccurs="0"/>
          </xs:sequence><xs:attribute name="name" type="xs:string" use="required"/><xs:attribute name="tests" type="xs:nonNegativeInteger" use="required"/><xs:attribute name="failures" type="xs:nonNegativeInteger" use="required"/>
            <xs:attribute name="errors" type="xs:nonNegativeInteger" use="required"/><xs:attribute name="time" type="xs:decimal" use="required"/></xs:complexType></xs:element>
          </xs:sequence><xs:attribute name="name" type="xs:string"/><xs:attribute name="tests" type="xs:nonNegativeInteger" use="required"/><xs:attribute name="failures" type="xs:nonNegativeInteger" use="required"/>
            <xs:attribute name="errors" type="xs:nonNegativeInteger" use="required"/></xs:complexType></xs:element>
        </xs:schema>
        """;

    private static XDocument Valid(string xml)
    {
        var schemas = new XmlSchemaSet();
        using var reader = XmlReader.Create(new StringReader(Schema));
        schemas.Add(null, reader);
        var document = XDocument.Parse(xml);
        document.Validate(schemas, (_, problem) => Assert.Fail(problem.Message));
        return document;
    }

    private static (int Tests, int Failures, int Errors) Counts(XElement element) => ((int)element.Attribute("tests")!, (int)element.Attribute("failures")!, (int)element.Attribute("errors")!);

    [Fact]
    public void JUnit_has_a_suite_a_report_a_case_a_block_and_counts_that_add_up()
    {
        var root = Valid(GradientReport.ToJUnitXml([Mixed, Broken, Right])).Root!;
        XElement[] suites = [.. root.Elements()];
        Assert.Equal([(2, 2, 0), (1, 0, 1), (1, 0, 0)], suites.Select(Counts));
        Assert.Equal((4, 2, 1), Counts(root));
        Assert.Equal(["1.250", "w", "failed"], [suites[0].Attribute("time")!.Value, suites[0].Elements().Last().Attribute("name")!.Value, suites[1].Descendants("error").Single().Attribute("type")!.Value]);
    }

    [Fact]
    public void JUnit_names_what_is_wrong_and_says_how_many_kinks_there_are()
    {
        var cases = Valid(Mixed.ToJUnitXml()).Descendants("testcase").ToDictionary(c => c.Attribute("name")!.Value);
        Assert.StartsWith("2 of 3 numbers are wrong; w[2]: analytic ", cases["w"].Element("failure")!.Attribute("message")!.Value, StringComparison.Ordinal);
        Assert.Equal(2, cases["w"].Element("failure")!.Value.Split('\n').Length);
        Assert.Contains("3 checked, 1 at kinks, 1 cannot tell", cases["<b & \"c\">"].Element("system-out")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void JUnit_shows_what_XML_cannot_hold_as_a_replacement_character()
    {
        Assert.Equal("f <of> \"x\" & y\uFFFD", Valid(Mixed.ToJUnitXml()).Descendants("testsuite").Single().Attribute("name")!.Value);
        Assert.Contains("no <luck>\n\uFFFD", Valid(Broken.ToJUnitXml()).Descendants("error").Single().Attribute("message")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void JUnit_has_the_smallest_case_of_a_wrong_layer_as_output_of_its_suite()
    {
        var forgetful = Layer.From("forgetful", [new ParameterSpec("bias", [2], new Zeros())], (c, x) => x + Var.StopGradient(c.Parameter("bias")));
        var report = GradientCheck.Layer(forgetful, [2], RandomKey.FromSeed(1));
        Assert.Equal(report.Smallest!.Code, Valid(report.ToJUnitXml()).Root!.Element("testsuite")!.Element("system-out")!.Value);
        Assert.Equal(report.Smallest.Code, Json(report).GetProperty("smallest").GetProperty("code").GetString());
    }

    [Fact]
    public void A_document_without_reports_and_a_report_without_numbers_are_documents() =>
        Assert.Equal([(0, 0, 0), (1, 0, 0)], new[] { GradientReport.ToJUnitXml([]), GradientCheck.Function(x => x, Tensor.Zeros<double>([0])).ToJUnitXml() }.Select(xml => Counts(Valid(xml).Root!)));

    [Fact]
    public void Every_format_is_the_same_under_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            string[] german = [Mixed.ToString(), Mixed.ToJson(), Mixed.ToJUnitXml()];
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            Assert.Equal([Mixed.ToString(), Mixed.ToJson(), Mixed.ToJUnitXml()], german);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
