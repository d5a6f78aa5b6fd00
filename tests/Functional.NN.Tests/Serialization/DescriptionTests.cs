using System.Text;

namespace Functional.NN.Tests.Serialization;

public class DescriptionTests
{
    [Fact]
    public void A_description_is_an_object_with_its_type_and_every_field_and_a_constant_rate_is_a_number() =>
        Assert.Equal("""{ "type": "Adam", "learningRate": 0.001, "beta1": 0.9, "beta2": 0.999, "epsilon": 1E-08 }""", Description.ToJson(new Adam(0.001)));

    [Fact]
    public void What_does_not_fit_on_a_line_stands_on_several() => Assert.Equal("""
        {
          "type": "Ema",
          "inner": {
            "type": "Momentum",
            "learningRate": { "type": "CosineDecay", "initial": 0.1, "steps": 1000, "final": 0, "periodic": false },
            "coefficient": 0.9
          },
          "decay": 0.999,
          "debiased": false
        }
        """.ReplaceLineEndings("\n"), Description.ToJson(new Ema(new Momentum(new CosineDecay(0.1, 1000)))));

    [Fact]
    public void People_may_leave_out_what_is_as_in_code_write_comments_and_name_a_type_alone()
    {
        const string json = """
            // taken from the paper
            { "type": "Sequential", "layers": [ { "type": "Conv2D", "filters": 6, "kernel": 5, "padding": 2, },
              "Relu", /* bare */ { "type": "MaxPool2D", "window": [2, 2] } ] }
            """;
        Assert.Equal(new Sequential(new Conv2D(6, 5, Padding: 2), new Relu(), new MaxPool2D(2)), Description.FromJson<ILayer>("\uFEFF" + json));
    }

    [Fact]
    public void Sizes_and_paddings_are_numbers_lists_or_rules_and_tensors_lists_in_lists()
    {
        Assert.Equal(new Conv2D(1, 3, Padding: ImagePadding.Same), Read<ILayer>("""{"type":"Conv2D","filters":1,"kernel":[3,3],"padding":"same"}"""));
        Assert.Equal(new Conv2D(1, 3, Padding: new Padding2D(1, 0, 2, 0)), Read<ILayer>("""{"type":"Conv2D","filters":1,"kernel":3,"padding":[1,0,2,0]}"""));
        Assert.Equal(new Conv1D(1, 3, Padding: 2), Read<ILayer>("""{"type":"Conv1D","filters":1,"kernel":3,"padding":2}"""));
        Assert.Equal(new SoftmaxCrossEntropy(ClassWeights: Tensor.Vector(1.0, 2.5)), Read<ILoss>("""{"type":"SoftmaxCrossEntropy","classWeights":[1,2.5]}"""));
        Assert.Equal(new Given(Tensor.Matrix(new[,] { { 1.0, 2 }, { 3, 4 } })), Read<IInitializer>("""{"type":"Given","values":[[1,2],[3,4]]}"""));
    }

    [Fact]
    public void A_layer_may_have_a_name_among_its_fields()
    {
        Assert.Equal(new Dense(3).Named("head"), Read<ILayer>("""{"type":"Dense","name":"head","units":3}"""));
        Assert.Equal(new Residual(new Shared("both", new Dense(3)).Named("a")), Read<ILayer>("""{"type":"Residual","layers":[{"type":"NamedLayer","name":"a","layer":{"type":"Shared","name":"both","layer":{"type":"Dense","units":3}}}]}"""));
        Assert.Equal("JSON, line 1, column 24: Layer: a name is letters, digits, _ or -, because paths join names by dots; got \"a.b\".", Assert.Throws<DataException>(() => Read<ILayer>("""{"type":"Dense","name":"a.b","units":3}""")).Message);
    }

    [Fact]
    public void Every_kind_can_stand_where_it_belongs()
    {
        Assert.Equal(new Ema(new Adam(new CosineDecay(0.1, 10))), Read<IMinimizer>("""{"type":"Ema","inner":{"type":"Adam","learningRate":{"type":"CosineDecay","initial":0.1,"steps":10}}}"""));
        Assert.Equal(new Adam(0.5).WithGroup(BlockSelection.Weights, new Sgd(0.1)), Read<IMinimizer>("""{"type":"ParameterGroups","rest":{"type":"Adam","learningRate":0.5},"groups":[{"blocks":{"roles":["Weight"]},"optimizer":{"type":"Sgd","learningRate":0.1}}]}"""));
        Assert.Equal(Objective.Supervised(new Huber(), new L2(0.1)), Read<IObjective>("""{"type":"Supervised","loss":"Huber","penalties":[{"type":"L2","alpha":0.1}]}"""));
        Assert.Equal(new AdversarialTraining(Objective.Supervised(new SoftmaxCrossEntropy()), new FastGradientSign(0.1)), Read<IObjective>("""{"type":"AdversarialTraining","objective":{"loss":"SoftmaxCrossEntropy"},"attack":{"type":"FastGradientSign","epsilon":0.1}}"""));
        Assert.Equal(new ReduceOnPlateau(0.5), Read<RateController>("""{"type":"ReduceOnPlateau","factor":0.5}"""));
        Assert.Equal(new Augmentations(new RandomFlip(0.5, 0)), Read<IAugmentation>("""{"type":"Augmentations","all":["RandomFlip"]}"""));
        Assert.Equal(Metric.Of("mae", new MeanAbsoluteError()), Read<IMetric>("""{"type":"LossMetric","name":"mae","loss":"MeanAbsoluteError"}"""));
        Assert.Equal(new Adam(1).ClippedByNorm(double.PositiveInfinity), Read<IMinimizer>("""{"type":"ClipByNorm","inner":{"type":"Adam","learningRate":1},"limit":"Infinity"}"""));
    }

    [Theory]
    [InlineData("""{"type":"Adam","learnigRate":1}""", 1, 16, """there is no field "learnigRate" of Adam (did you mean "learningRate"?); it has type, learningRate, beta1, beta2, epsilon.""")]
    [InlineData("""{"type":"Adam","learni\nRate":1}""", 1, 16, """there is no field "learni\nRate" of Adam (did you mean "learningRate"?);""")]
    [InlineData("""{"type":"Adam"}""", 1, 1, """Adam needs "learningRate", a schedule; it has type, learningRate, beta1, beta2, epsilon.""")]
    [InlineData("""{"type":"Adm","learningRate":1}""", 1, 9, """there is no optimizer "Adm" (did you mean "Adam"?).""")]
    [InlineData("""{"type":"Sophia","learningRate":1}""", 1, 9, """there is no optimizer "Sophia". If it is yours, load with LayerTypes.Default.With<Sophia>().""")]
    [InlineData("""{"type":"Adam","learningRate":"1"}""", 1, 31, "\"learningRate\" of Adam must be a schedule, got \"1\".")]
    [InlineData("""{"type":"Adam","learningRate":1,"beta1":"0.5"}""", 1, 41, "\"beta1\" of Adam must be a number, got \"0.5\".")]
    [InlineData("""{"type":"Adam","learningRate":1e999}""", 1, 31, "\"learningRate\" of Adam must be a schedule, got 1e999.")]
    [InlineData("""{"type":"Adam","learningRate":-1}""", 1, 31, "Constant: a learning rate must be a finite number that is not negative, got -1.")]
    [InlineData("{\n  \"type\": \"Ema\",\n  \"inner\": \"Lbfgs\" }", 3, 12, "\"inner\" of Ema must be an optimizer of type IOptimizer, and Lbfgs is an optimizer of another type;")]
    [InlineData("{ \"type\": \"Ema\",\n  // é\n /* é */ \"inner\": \"Relu\" }", 3, 19, "\"inner\" of Ema must be an optimizer of type IOptimizer, and Relu is a layer;")]
    [InlineData("""{"type":"Ema","inner":null}""", 1, 23, "\"inner\" of Ema must be an optimizer of type IOptimizer, got null.")]
    [InlineData("""{"type":"Ema","inner":{"type":"Adam","learningRate":1,"beta1":2}}""", 1, 63, "Adam: a decay or momentum coefficient must be from 0 to below 1, got 2.")]
    [InlineData("""{"type":"Newton","curvature":"shifted"}""", 1, 30, "\"curvature\" of Newton must be one of \"AsIs\", \"Shifted\", \"Absolute\", got \"shifted\" (did you mean \"Shifted\"?).")]
    [InlineData("""{"type":"Newton","curvature":1}""", 1, 30, "\"curvature\" of Newton must be one of")]
    [InlineData("""{"type":"Lbfgs","history":3.0}""", 1, 27, "\"history\" of Lbfgs must be a whole number, got 3.0.")]
    [InlineData("""{"type":"Lbfgs","history":99999999999}""", 1, 27, "\"history\" of Lbfgs must be a whole number, got 99999999999.")]
    [InlineData("""{"type":"ParameterGroups","rest":{"type":"Sgd","learningRate":1},"groups":[{"blocks":{},"optimiser":0}]}""", 1, 89, "there is no field \"optimiser\" of ParameterGroup (did you mean \"optimizer\"?); it has blocks, optimizer.")]
    [InlineData("""{"type":7}""", 1, 9, "the \"type\" of the description must be a text, got 7.")]
    [InlineData("""{"units":7}""", 1, 1, "the description must be an optimizer, an object with a \"type\", got { \"units\": 7 }.")]
    [InlineData("[]", 1, 1, "the description must be an optimizer, got [].")]
    [InlineData("""{"type":"Sgd","learningRate":1,"learningRate":1}""", 1, 32, "the field \"learningRate\" is there twice; it stands in line 1 already.")]
    [InlineData("""{"type":"Sgd",}}""", 1, 16, "this is not JSON: ")]
    [InlineData("", 1, 1, "this is not JSON: there is nothing in it.")]
    [InlineData("{\n\n", 3, 1, "this is not JSON: ")]
    [InlineData("""{"type":"\ud800"}""", 1, 9, "the text holds one half of a character")]
    public void What_is_wrong_is_said_with_its_line_and_column(string json, int line, int column, string sentence)
    {
        string message = Assert.Throws<DataException>(() => Read<IMinimizer>(json)).Message;
        Assert.StartsWith(FormattableString.Invariant($"JSON, line {line}, column {column}: {sentence}"), message, StringComparison.Ordinal);
    }

    [Fact]
    public void Too_deep_and_too_many_is_refused()
    {
        Assert.Contains("line 1, column 65: this is not JSON", Refused(new string('[', 10_000)), StringComparison.Ordinal);
        Assert.Contains("more than 1000000 values", Refused($"[{string.Join(',', Enumerable.Repeat(0, 1_000_001))}]"), StringComparison.Ordinal);
        Assert.Contains("the most that is read is 10000000", Refused(new string(' ', 10_000_001)), StringComparison.Ordinal);
        ILayer deep = new Relu();
        for (int i = 0; i < 40; i++) deep = new Residual(deep);
        Assert.Contains("32 deep", Assert.Throws<NNException>(() => Description.ToJson(deep)).Message, StringComparison.Ordinal);

        static string Refused(string json) => Assert.Throws<DataException>(() => Read<IMinimizer>(json)).Message;
    }

    [Fact]
    public void As_deep_as_can_be_written_can_be_read()
    {
        ILayer deep = new Dense(3);
        while (true)
        {
            ILayer deeper = new Residual(deep);
            try
            {
                Description.ToJson(deeper);
            }
            catch (NNException)
            {
                break;
            }
            deep = deeper;
        }
        Assert.Equal(deep, Read<ILayer>(Description.ToJson(deep)));
    }

    [Fact]
    public void Bytes_that_are_no_text_are_refused_where_they_stand()
    {
        var source = new TextSource("x.json", Encoding.UTF8.GetBytes("{\n\"é\": ").Concat(new byte[] { 0xff, (byte)'}' }).ToArray());
        Assert.Equal("x.json, line 2, column 6: the bytes are not UTF-8; save the file as UTF-8.", Assert.Throws<DataException>(() => DocumentReader.Read(source, DocumentLimits.Written)).Message);
    }

    [Fact]
    public void What_is_made_from_a_function_is_refused_in_writing()
    {
        Assert.Equal("JSON: the penalty \"cubes\" is made from a function, which cannot be written; make it a class of its own.", Refused(Penalty.From("cubes", _ => 0)));
        Assert.Equal("JSON: the loss \"mine\" is made from a function, which cannot be written; make it a class of its own.", Refused(Objective.Supervised(Loss.From("mine", (p, t) => p - t))));
        Assert.Equal("JSON: the objective \"all\" is made from a function, which cannot be written; make it a class of its own.", Refused(Objective.From("all", _ => throw new NNException())));
        Assert.Equal("JSON: the loss \"m\" is made from a function, which cannot be written; make it a class of its own.", Refused(Metric.From("m", (p, t) => p - t)));

        static string Refused(object description) => Assert.Throws<NNException>(() => Description.ToJson(description)).Message;
    }

    [Fact]
    public void The_same_text_under_every_culture()
    {
        var before = System.Globalization.CultureInfo.CurrentCulture;
        try
        {
            System.Globalization.CultureInfo.CurrentCulture = new("de-DE");
            Assert.Equal("""{ "type": "Dropout", "rate": 0.25 }""", Description.ToJson(new Dropout(0.25)));
            Assert.Equal(new Dropout(0.25), Read<ILayer>("""{"type":"Dropout","rate":0.25}"""));
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = before;
        }
    }

    private static T Read<T>(string json) where T : notnull => Description.FromJson<T>(json);
}
