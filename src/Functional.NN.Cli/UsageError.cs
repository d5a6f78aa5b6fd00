using System.CommandLine;
using System.CommandLine.Parsing;

namespace Functional.NN.Cli;

/// <summary>What is wrong with a command line, in one sentence of ours.</summary>
internal static class UsageError
{
    /// <summary>The first thing that is wrong; none when nothing is.</summary>
    public static string? Of(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        string path = Path(parsed.CommandResult);
        // Where a command takes a file, an option that it does not know is taken for one, and its value for too much.
        foreach (var argument in command.Arguments)
            if (parsed.GetResult(argument)?.Tokens is [{ } token, ..] && token.Value.StartsWith('-')) return Unknown(token.Value, command, path);
        if (parsed.UnmatchedTokens is [{ } unknown, ..]) return Unknown(unknown, command, path);
        foreach (var option in command.Options)
            if (parsed.GetResult(option) is { Implicit: false } result && Of(option, result) is { } wrong) return wrong;
        if (parsed.Errors.Count == 0) return null;
        if (command.Arguments.FirstOrDefault(argument => parsed.GetResult(argument) is not { Tokens.Count: > 0 }) is { } missing)
            return $"{path} needs {missing.Name}: {missing.Description} See {path} --help.";
        return command.Subcommands.Count > 0 ? $"{path} needs to be told what: {Names(command)}." : parsed.Errors[0].Message;
    }

    private static string Unknown(string token, Command command, string path)
    {
        string name = token.Split('=')[0];
        if (name.StartsWith('-')) return $"there is no option {name}{NearestName.Suggestion(name, command.Options.Select(option => option.Name))}; {path} --help lists them.";
        if (command.Subcommands.Count > 0) return $"there is no command \"{name}\"{NearestName.Suggestion(name, command.Subcommands.Select(c => c.Name))}; there are {Names(command)}.";
        return $"{path} does not know what to do with \"{token}\"; options begin with --, see {path} --help.";
    }

    private static string? Of(Option option, OptionResult result)
    {
        if (option.Arity.MaximumNumberOfValues == 0) return null;
        if (result.Tokens.Count == 0 || result.Tokens[0].Value is "" or ['-', '-', ..]) return $"{option.Name} needs a value: {option.Name} {option.HelpName}.";
        if (option.Arity.MaximumNumberOfValues > 1) return null;
        return result.Tokens.Count > 1 || result.IdentifierTokenCount > 1 ? $"{option.Name} is given more than once." : null;
    }

    private static string Names(Command command) => string.Join(", ", command.Subcommands.Select(c => c.Name));

    private static string Path(CommandResult result) => result.Parent is CommandResult parent ? $"{Path(parent)} {result.Command.Name}" : "fnn";
}
