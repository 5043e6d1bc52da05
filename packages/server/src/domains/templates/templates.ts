/** The templates domain as one part: the Liquid renderer, our own templates, and what fills the platform's. */
import type { ChannelsService } from "../../channels/channels.service.ts";
import type { MessageTemplates } from "../../channels/message-templates.service.ts";
import type { HttpApp } from "../../platform/http/index.ts";
import { registerMessageTemplateVariableRoutes } from "./message-template-variables.routes.ts";
import { createMessageTemplateVariables, type MessageTemplateVariables } from "./message-template-variables.service.ts";
import { createTemplateRenderer, type TemplateRenderer } from "./template-renderer.ts";
import { registerTemplateRoutes } from "./templates.routes.ts";
import { createTemplatesService, type TemplatesDeps, type TemplatesService } from "./templates.service.ts";

export interface Templates {
  readonly renderer: TemplateRenderer;
  readonly service: TemplatesService;
  readonly messageTemplates: MessageTemplateVariables;
  registerRoutes(app: HttpApp): void;
}

export function createTemplates(
  deps: Omit<TemplatesDeps, "renderer"> & {
    messageTemplates: Pick<MessageTemplates, "get">;
    channels: Pick<ChannelsService, "get">;
  },
): Templates {
  const renderer = createTemplateRenderer();
  const service = createTemplatesService({ ...deps, renderer });
  const messageTemplates = createMessageTemplateVariables({ ...deps, renderer, templates: service });
  return {
    renderer,
    service,
    messageTemplates,
    registerRoutes(app) {
      registerTemplateRoutes(app, service, renderer);
      registerMessageTemplateVariableRoutes(app, messageTemplates);
    },
  };
}
