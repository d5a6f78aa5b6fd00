namespace Functional.NN.Experiments;

/// <summary>The JSON schema of <c>"sweep"</c> in experiment files: what <see cref="SweepReader"/> reads, as far as a schema can say it.</summary>
internal static class SweepSchema
{
    public const string Json = """
        {
          "type": "object",
          "description": "which fields are varied, and how; run by fnn sweep",
          "properties": {
            "axes": {
              "type": "object",
              "description": "fields by their paths, such as optimizer.learningRate, parameters.width, network.layers[2].units or seed, and what they become; results are averaged over the seeds",
              "additionalProperties": {
                "anyOf": [
                  { "type": "array", "minItems": 1, "items": true, "description": "the values" },
                  {
                    "type": "object", "description": "whole numbers from one on; or with \"to\", numbers evenly spaced between two",
                    "properties": { "from": { "type": "number" }, "to": { "type": "number" }, "count": { "type": "integer", "minimum": 1 }, "logarithmic": { "type": "boolean", "default": false } },
                    "required": ["from", "count"], "additionalProperties": false
                  },
                  {
                    "type": "object", "description": "numbers to draw, for \"search\": {\"random\": 20}",
                    "properties": { "uniform": { "type": "array", "minItems": 2, "maxItems": 2, "items": { "type": "number" } }, "whole": { "type": "boolean", "default": false } },
                    "required": ["uniform"], "additionalProperties": false
                  },
                  {
                    "type": "object", "description": "numbers to draw whose logarithms are uniform, for \"search\": {\"random\": 20}",
                    "properties": { "logUniform": { "type": "array", "minItems": 2, "maxItems": 2, "items": { "type": "number" } }, "whole": { "type": "boolean", "default": false } },
                    "required": ["logUniform"], "additionalProperties": false
                  },
                  {
                    "type": "object", "description": "values by labels for tables",
                    "properties": { "values": { "type": "object", "additionalProperties": true } },
                    "required": ["values"], "additionalProperties": false
                  },
                  {
                    "type": "object", "description": "several fields that go together, by labels",
                    "properties": { "together": { "type": "object", "additionalProperties": { "type": "object", "additionalProperties": true } } },
                    "required": ["together"], "additionalProperties": false
                  }
                ]
              }
            },
            "search": {
              "description": "which settings are tried: all combinations, or so many at random", "default": "grid",
              "anyOf": [
                { "const": "grid" },
                { "type": "object", "properties": { "random": { "type": "integer", "minimum": 1 } }, "required": ["random"], "additionalProperties": false }
              ]
            },
            "metric": { "type": "string", "description": "what settings are compared by, such as \"validation loss\"; test accuracy where there are classes, else test loss" },
            "better": { "enum": ["smaller", "larger"], "description": "which of two figures is better, where the metric's name does not say" },
            "halving": {
              "type": "object", "description": "successive halving: all settings run for a few epochs, one of so many goes on for so many times as long",
              "properties": { "factor": { "type": "integer", "minimum": 2, "default": 3 }, "firstEpochs": { "type": "integer", "minimum": 1, "default": 1 } },
              "additionalProperties": false
            },
            "compare": { "type": "string", "description": "the axis whose values are compared pair by pair; without it every setting is compared with the best" }
          },
          "required": ["axes"],
          "additionalProperties": false
        }
        """;
}
