using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Functional.NN.Properties.Copies;

/// <summary>A copy with a change has that change and no other, and the original stays as it was: for everything that can be copied, by <c>With</c> and by <c>with</c>.</summary>
public class CopyLaws
{
    private static readonly Type[] Exported = [.. typeof(Network).Assembly.GetExportedTypes().Where(type => type is { IsAbstract: false, IsInterface: false }).Select(Closed)];

    public static TheoryData<Type> WithWith => [.. Exported.Where(type => WithOf(type) is not null)];

    public static TheoryData<Type> Records => [.. Exported.Where(type => type.GetMethod("<Clone>$") is not null && Settable(type).Length > 0 && type.GetConstructors().Length > 0)];

    [Theory]
    [MemberData(nameof(WithWith))]
    public void With_changes_what_it_names_and_nothing_else(Type type)
    {
        var with = WithOf(type)!;
        var original = Specimen(type);
        var constants = with.GetParameters().Select(parameter => Property(type, parameter.Name!)).ToArray();
        object?[] before = [.. constants.Select(c => c.GetValue(original))], nothing = [.. constants.Select(_ => (object?)null)];
        AssertSame(before, with.Invoke(original, nothing)!, constants, None);
        for (int named = 0; named < constants.Length; named++)
            Changed(original, constants, before, named, with.GetParameters()[named].ParameterType, value => with.Invoke(original, [.. nothing.Select((_, i) => i == named ? value : null)]));
    }

    [Theory]
    [MemberData(nameof(Records))]
    public void A_record_copied_with_another_constant_has_all_the_others(Type type)
    {
        var original = Specimen(type);
        var constants = Settable(type);
        object?[] before = [.. constants.Select(c => c.GetValue(original))];
        for (int named = 0; named < constants.Length; named++)
            Changed(original, constants, before, named, constants[named].PropertyType, value =>
            {
                object copy = type.GetMethod("<Clone>$")!.Invoke(original, null)!;
                constants[named].SetValue(copy, value);
                return copy;
            });
    }

    /// <summary>Its <see cref="With"/> takes one constant for the other.</summary>
    public sealed record Forgetful(double First = 0.5, double Second = 0.75)
    {
        public Forgetful With(double? first = null, double? second = null) => new(first ?? First, second ?? First);
    }

    /// <summary>Setting one of its constants sets the other.</summary>
    public sealed record Entangled(double First = 0.5)
    {
        public double Second { get; init; } = 0.75;

        public double First { get; init => (field, Second) = (value, value); } = First;
    }

    [Fact]
    public void A_copy_that_forgets_or_changes_more_is_caught()
    {
        Assert.ThrowsAny<Exception>(() => With_changes_what_it_names_and_nothing_else(typeof(Forgetful)));
        Assert.ThrowsAny<Exception>(() => A_record_copied_with_another_constant_has_all_the_others(typeof(Entangled)));
    }

    private const int None = -1;

    /// <summary>Some value that is not there yet is taken, and then it is there, and all else is as before, in the copy and in the original.</summary>
    private static void Changed(object original, PropertyInfo[] constants, object?[] before, int named, Type type, Func<object, object?> copy)
    {
        foreach (object value in Specimens.Of(type).Where(value => !AreSame(value, before[named])))
        {
            if (Specimens.Unless(() => copy(value)) is not { } changed) continue;
            if (!AreSame(value, constants[named].GetValue(changed))) Assert.Fail($"{constants[named].Name} was to be {value}: {changed}");
            AssertSame(before, changed, constants, named);
            AssertSame(before, original, constants, None);
            return;
        }
        Assert.Fail($"{original}: no value was found that {constants[named].Name} can be changed to; {nameof(Specimens)} is to know some of {type}");
    }

    private static void AssertSame(object?[] before, object after, PropertyInfo[] constants, int but)
    {
        for (int i = 0; i < constants.Length; i++)
            if (i != but && !AreSame(before[i], constants[i].GetValue(after))) Assert.Fail($"{constants[i].Name} was {before[i]} and is {constants[i].GetValue(after)} in {after}");
    }

    private static bool AreSame(object? a, object? b) => a is IEnumerable first and not string && b is IEnumerable second ? first.Cast<object?>().SequenceEqual(second.Cast<object?>()) : Equals(a, b);

    private static object Specimen(Type type) => Specimens.Of(type).FirstOrDefault() ?? throw new InvalidOperationException($"{nameof(Specimens)}: {type} cannot be made.");

    private static Type Closed(Type type) => type.IsGenericTypeDefinition ? type.MakeGenericType([.. type.GetGenericArguments().Select(_ => typeof(double))]) : type;

    private static MethodInfo? WithOf(Type type) => type.GetMethods().FirstOrDefault(method => method.Name == "With" && method.ReturnType == type && method.GetParameters() is { Length: > 0 } parameters && parameters.All(p => p.IsOptional));

    private static PropertyInfo Property(Type type, string parameter) => type.GetProperties().Single(p => string.Equals(p.Name, parameter, StringComparison.OrdinalIgnoreCase));

    private static PropertyInfo[] Settable(Type type) =>
        [.. type.GetProperties().Where(p => p.SetMethod is { IsPublic: true } set && set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)))];
}
