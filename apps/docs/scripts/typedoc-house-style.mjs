// A typedoc plugin: names modules after their packages, leaves inherited members to the page of the base class,
// resolves links by name across packages, and puts repeated tags (`@shape`, `@throws`) under one heading.
import { readFileSync } from 'node:fs';
import { Converter, ReflectionKind } from 'typedoc';

const listed = ['@shape', '@weights', '@throws', '@source', '@see'];

/** @param {import('typedoc').Application} app */
export function load(app) {
  app.converter.on(Converter.EVENT_CREATE_DECLARATION, (_context, reflection) => {
    if (reflection.kindOf(ReflectionKind.Module)) reflection.name = packageNameOf(reflection.name);
  });

  app.converter.on(Converter.EVENT_CREATE_PARAMETER, (_context, reflection) => {
    if (reflection.name === '__namedParameters') reflection.name = 'options';
  });

  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    const all = Object.values(project.reflections);
    for (const reflection of all) mergeTags(reflection.comment);
    for (const reflection of all.filter(isFromBaseClass)) project.removeReflection(reflection);
  });

  // `{@link ArgumentError}` in a file that does not import it.
  app.converter.addUnknownSymbolResolver((reference, from, link) => {
    if (!link) return undefined;
    const name = reference.symbolReference?.path?.map(({ path }) => path).join('.');
    if (!name) return undefined;
    for (const module of from.project.children ?? []) {
      const found = module.getChildByName(name);
      if (found && !found.isReference()) return { target: found };
    }
    return undefined;
  });
}

/** Inherited members, and the protected ones that only fill in what the base class describes. */
function isFromBaseClass(reflection) {
  if (
    !reflection.kindOf(ReflectionKind.ClassMember) ||
    !reflection.parent?.kindOf(ReflectionKind.Class)
  ) {
    return false;
  }
  return reflection.inheritedFrom || (reflection.overwrites && reflection.flags.isProtected);
}

/** `backends/cpu/src` → `@myelin/backend-cpu` */
function packageNameOf(moduleName) {
  const folder = moduleName.replace(/\/src(\/index)?$/, '');
  const manifest = new URL(`../../../packages/${folder}/package.json`, import.meta.url);
  return JSON.parse(readFileSync(manifest, 'utf8')).name;
}

function mergeTags(comment) {
  if (!comment) return;
  for (const tag of listed) {
    const blocks = comment.blockTags.filter((block) => block.tag === tag);
    const [first, ...others] = blocks;
    if (!first || others.length === 0) continue;
    first.content = blocks.flatMap(({ content }, i) => [
      { kind: 'text', text: `${i === 0 ? '' : '\n'}- ` },
      ...content,
    ]);
    comment.blockTags = comment.blockTags.filter((block) => !others.includes(block));
  }
}
