namespace Tongzheng.Modelling;

/// <summary>What a file begins with when a steward makes it: the least that opens in its editor.</summary>
static class NewFile
{
    public static string Named(string file, string slug)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        return Path.GetExtension(file) switch
        {
            ".bpmn" => Procedure(name),
            ".dmn" => Decision(name),
            ".form" => Form(name),
            _ when file.EndsWith(".cases.yaml", StringComparison.Ordinal) => $"decision: {name.Split('.')[0]}\nmodel: {name.Split('.')[0]}.dmn\ncases: []\n",
            _ => $"# {slug}\n",
        };
    }

    static string Procedure(string name) => $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="definitions_{name}" targetNamespace="https://tongzheng.dev/packs">
          <bpmn:process id="{name}" isExecutable="true">
            <bpmn:startEvent id="applied" />
          </bpmn:process>
          <bpmndi:BPMNDiagram id="diagram">
            <bpmndi:BPMNPlane id="plane" bpmnElement="{name}">
              <bpmndi:BPMNShape id="applied_shape" bpmnElement="applied">
                <dc:Bounds x="160" y="160" width="36" height="36" />
              </bpmndi:BPMNShape>
            </bpmndi:BPMNPlane>
          </bpmndi:BPMNDiagram>
        </bpmn:definitions>

        """;

    static string Decision(string name) => $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:dmndi="https://www.omg.org/spec/DMN/20191111/DMNDI/" xmlns:dc="http://www.omg.org/spec/DMN/20180521/DC/" id="{name}_model" name="{name}" namespace="https://tongzheng.dev/packs">
          <decision id="{name}" name="{name}">
            <variable id="{name}_variable" name="{name}" typeRef="string" />
            <decisionTable id="{name}_table" hitPolicy="UNIQUE">
              <input id="{name}_input1" label="">
                <inputExpression id="{name}_input1_expression" typeRef="string">
                  <text></text>
                </inputExpression>
              </input>
              <output id="{name}_output1" name="{name}" typeRef="string" />
              <annotation name="依据" />
              <annotation name="依据.en" />
            </decisionTable>
          </decision>
          <dmndi:DMNDI>
            <dmndi:DMNDiagram id="{name}_diagram">
              <dmndi:DMNShape id="{name}_shape" dmnElementRef="{name}">
                <dc:Bounds x="160" y="100" width="180" height="80" />
              </dmndi:DMNShape>
            </dmndi:DMNDiagram>
          </dmndi:DMNDI>
        </definitions>

        """;

    static string Form(string name) => $$"""
        {
          "type": "default",
          "id": "{{name}}",
          "schemaVersion": 16,
          "executionPlatform": "Camunda Cloud",
          "executionPlatformVersion": "8.5.0",
          "components": []
        }

        """;
}
