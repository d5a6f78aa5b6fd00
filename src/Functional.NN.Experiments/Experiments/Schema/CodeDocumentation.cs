using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace Functional.NN.Experiments;

/// <summary>What the documentation of the code says of types and their constants, read from the XML files beside the libraries; nothing where they are not there.</summary>
internal sealed partial class CodeDocumentation
{
    private readonly Dictionary<string, XElement> _members = [];

    /// <param name="assemblies">the libraries</param>
    public CodeDocumentation(params IEnumerable<Assembly> assemblies)
    {
        foreach (var assembly in assemblies)
            foreach (var member in Members(Path.Combine(AppContext.BaseDirectory, $"{assembly.GetName().Name}.xml"))) _members[(string)member.Attribute("name")!] = member;
    }

    /// <summary>What a type is.</summary>
    public string? Of(Type type) => Text(Member($"T:{type.FullName}")?.Element("summary"));

    /// <summary>What a constant of a type is: what is said of the constructor's parameter, or else of the property.</summary>
    public string? Of(DescriptionForm form, DescriptionField field)
    {
        if (field.Property is not { } property) return null;
        string constructor = $"M:{form.Type.FullName}.#ctor(";
        var described = _members.Where(member => member.Key.StartsWith(constructor, StringComparison.Ordinal)).Select(member => member.Value).Prepend(Member($"T:{form.Type.FullName}")).OfType<XElement>()
            .SelectMany(member => member.Elements("param")).FirstOrDefault(param => string.Equals((string?)param.Attribute("name"), property.Name, StringComparison.OrdinalIgnoreCase));
        return Text(described) ?? Text(Member($"P:{property.DeclaringType!.FullName}.{property.Name}")?.Element("summary"));
    }

    private XElement? Member(string name) => _members.GetValueOrDefault(name);

    private static IEnumerable<XElement> Members(string file)
    {
        try
        {
            return File.Exists(file) ? [.. XDocument.Load(file).Descendants("member").Where(member => member.Attribute("name") is not null)] : [];
        }
        catch (Exception e) when (e is XmlException or IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>The words of a piece of documentation, references by their last name.</summary>
    private static string? Text(XElement? element) => element is null || Spaces().Replace(string.Concat(element.Nodes().Select(Words)), " ").Trim() is not { Length: > 0 } text ? null : text;

    private static string Words(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { IsEmpty: true } reference => LastName((string?)(reference.Attribute("cref") ?? reference.Attribute("name")) ?? ""),
        XElement element => string.Concat(element.Nodes().Select(Words)),
        _ => "",
    };

    private static string LastName(string reference) => reference.Split(':')[^1].Split('(')[0].Split('.')[^1].Split('`')[0];

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Spaces();
}
