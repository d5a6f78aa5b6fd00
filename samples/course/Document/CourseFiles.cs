using Functional.NN.Experiments;

namespace Functional.NN.Course;

/// <summary>The files that a run of the course leaves.</summary>
public static class CourseFiles
{
    /// <summary>The names of the record, the page and the document.</summary>
    public const string Record = "course.json", Report = "report.html", Document = "course.md";

    /// <summary>Says before anything runs that what is wished for cannot be written.</summary>
    /// <param name="folder">the folder for record and page</param>
    /// <param name="docs">the folder for the document, where it is wished for</param>
    /// <exception cref="DataException">The folder is a file, or the document's folder lies in no repository.</exception>
    public static void Check(string folder, string? docs)
    {
        if (File.Exists(folder)) throw new DataException($"{folder}: this is a file, and a folder is wanted for {Record} and {Report}; name another.");
        if (docs is not null) SourceFiles.Around(docs);
    }

    /// <summary>Writes record and page into a folder, which is made where it is missing.</summary>
    public static void Write(string folder, IReadOnlyList<ShownSample> shown)
    {
        ArgumentNullException.ThrowIfNull(shown);
        Directory.CreateDirectory(folder);
        RecordOf(shown).Write(Path.Combine(folder, Record));
        CourseReport.Write(Path.Combine(folder, Report), shown);
    }

    /// <summary>Writes the document with its pictures and its record into a folder of the repository.</summary>
    /// <param name="folder">the folder, such as <c>docs</c></param>
    /// <param name="shown">all samples</param>
    public static void WriteDocument(string folder, IReadOnlyList<ShownSample> shown)
    {
        var record = RecordOf(shown);
        string document = CourseDocument.Of(folder, record);
        var pictures = CourseDocument.Pictures(folder).Select(picture => (File: CourseDocument.PictureFile(picture.Sample, picture.Number), Exhibit: shown.Single(one => one.Sample.Name == picture.Sample).Findings.Exhibits[picture.Number - 1])).ToList();
        Directory.CreateDirectory(Path.Combine(folder, "course"));
        foreach (var (file, exhibit) in pictures) RecordJson.WriteText(Path.Combine(folder, file), exhibit is PictureExhibit picture ? picture.Svg : throw new DataException($"the course's outline shows \"{exhibit.Title}\" as a picture, and it is a table."));
        record.Write(Path.Combine(folder, Record));
        RecordJson.WriteText(Path.Combine(folder, Document), document);
    }

    /// <summary>What is kept of a run.</summary>
    public static CourseRecord RecordOf(IEnumerable<ShownSample> shown) => new([.. shown.Select(one => one.Record)]);
}
