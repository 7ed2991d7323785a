/**
 * The sidebar of the block editor: people, dates and events while writing. An author takes people and events into the
 * article's JSON-LD, or rejects them; what nobody accepted is not published.
 *
 * Typing comes first: the text is read when the author pauses, in idle time, a block a time, and annotated in a worker.
 */
( ( { blocks, components, coreData, data, editPost, element, i18n, plugins }, { module, language } ) => {
	const { createElement: el, useEffect, useState } = element;
	const { Button, PanelBody, PanelRow } = components;
	const { __ } = i18n;
	const META_JSON_LD = '_kantlijn_json_ld';
	const META_CHOICES = '_kantlijn_choices';
	/** How long an author pauses before the text is read, in milliseconds. */
	const PAUSE = 700;

	/** What the sidebar shows, and who wants to know of it. */
	let state = { annotation: undefined, text: '', problem: '' };
	const listeners = new Set();
	const show = ( next ) => {
		state = next;
		listeners.forEach( ( listener ) => listener( next ) );
	};

	/** The text of each block, which stays the same object until it changes. */
	const texts = new WeakMap();
	const parser = new DOMParser();
	const textOf = ( block ) => {
		if ( ! texts.has( block ) ) {
			texts.set( block, parser.parseFromString( blocks.serialize( block ), 'text/html' ).body.textContent );
		}
		return texts.get( block );
	};

	const idle = window.requestIdleCallback || ( ( work ) => setTimeout( () => work( { timeRemaining: () => 5 } ), 50 ) );

	/** Reads the article in idle time, as the page will show it; gives up when it changes meanwhile. */
	const read = ( all, isCurrent ) => new Promise( ( resolve ) => {
		let next = 0;
		const step = ( deadline ) => {
			while ( next < all.length && deadline.timeRemaining() > 2 ) {
				textOf( all[ next ] );
				next += 1;
			}
			if ( ! isCurrent() ) {
				resolve( undefined );
			} else if ( next < all.length ) {
				idle( step );
			} else {
				resolve( all.map( textOf ).join( '\n\n' ) );
			}
		};
		idle( step );
	} );

	const editor = () => data.select( 'core/editor' );
	const published = () => ( editor().getEditedPostAttribute( 'date' ) || '' ).slice( 0, 10 );

	let run = 0;
	const annotate = async ( all, date ) => {
		run += 1;
		const own = run;
		const text = await read( all, () => own === run );
		if ( text === undefined ) {
			return;
		}
		if ( text.trim() === '' ) {
			show( { annotation: undefined, text, problem: '' } );
			return;
		}
		try {
			const kantlijn = await import( module );
			const annotation = await kantlijn.annotate( text, { lang: language, aside: true, ...( date && { published: date } ) } );
			if ( own === run ) {
				show( { annotation, text, kantlijn, problem: '' } );
				idle( () => own === run && save( choices() ) );
			}
		} catch ( error ) {
			show( { annotation: undefined, text, problem: String( error.message || error ) } );
		}
	};

	/** What stays of a person or an event when the text around it changes. */
	const keyOfPerson = ( person ) => `person:${ person.name }`;
	const keysOfEvents = ( annotation ) => {
		const names = new Map( annotation.people.map( ( { id, name } ) => [ id, name ] ) );
		const times = {};
		return new Map( annotation.events.map( ( { id, type, people, when } ) => {
			const key = `event:${ type }:${ people.map( ( person ) => names.get( person ) ).join( ', ' ) }:${ when ? when.edtf : '' }`;
			times[ key ] = ( times[ key ] || 0 ) + 1;
			return [ id, times[ key ] === 1 ? key : `${ key }:${ times[ key ] }` ];
		} ) );
	};

	const meta = () => editor().getEditedPostAttribute( 'meta' ) || {};
	const choices = () => {
		try {
			return JSON.parse( meta()[ META_CHOICES ] || '{}' );
		} catch ( error ) {
			return {};
		}
	};

	/** The JSON-LD of the accepted alone; nothing where nobody and nothing is. */
	const jsonLd = ( chosen ) => {
		const { annotation, text, kantlijn } = state;
		if ( ! annotation || ! Object.values( chosen ).includes( 'accepted' ) ) {
			return '';
		}
		const events = keysOfEvents( annotation );
		const accepted = new Set( [
			...annotation.people.filter( ( person ) => chosen[ keyOfPerson( person ) ] === 'accepted' ),
			...annotation.events.filter( ( event ) => chosen[ events.get( event.id ) ] === 'accepted' ),
		].map( ( { id } ) => `#${ id }` ) );
		const only = ( entities ) => entities.filter( ( entity ) => accepted.has( entity[ '@id' ] ) ).map( ( entity ) => {
			const kept = Object.entries( entity ).map( ( [ name, value ] ) => {
				const references = Array.isArray( value ) && value.some( ( item ) => item[ '@id' ] );
				return [ name, references ? value.filter( ( item ) => accepted.has( item[ '@id' ] ) ) : value ];
			} );
			return Object.fromEntries( kept.filter( ( [ , value ] ) => value.length !== 0 ) );
		} );
		const document = JSON.parse( kantlijn.exportAs( text, annotation, 'json-ld' ) );
		document.mentions = only( document.mentions );
		document.about = only( document.about );
		return document.mentions.length || document.about.length ? JSON.stringify( document ) : '';
	};

	/** Keeps the choices and what follows from them with the post, which its author then saves. */
	const save = ( chosen ) => {
		const next = { [ META_CHOICES ]: Object.keys( chosen ).length ? JSON.stringify( chosen ) : '', [ META_JSON_LD ]: jsonLd( chosen ) };
		const now = meta();
		if ( Object.keys( next ).some( ( key ) => ( now[ key ] || '' ) !== next[ key ] ) ) {
			data.dispatch( 'core/editor' ).editPost( { meta: { ...now, ...next } } );
		}
	};
	const choose = ( key, choice ) => {
		const { [ key ]: before, ...others } = choices();
		save( before === choice ? others : { ...others, [ key ]: choice } );
	};

	let seen;
	let timer;
	data.subscribe( () => {
		const all = editor().getEditorBlocks();
		const date = published();
		if ( seen && seen.all === all && seen.date === date ) {
			return;
		}
		seen = { all, date };
		clearTimeout( timer );
		timer = setTimeout( () => annotate( all, date ), PAUSE );
	} );

	/** Two buttons: take it into the JSON-LD, or reject it. */
	const Choice = ( { choice, name, id } ) => el( 'span', {},
		el( Button, {
			isSmall: true, isPressed: choice === 'accepted', 'aria-label': `${ __( 'Accept', 'kantlijn' ) }: ${ name }`,
			onClick: () => choose( id, 'accepted' ),
		}, '✓' ),
		el( Button, {
			isSmall: true, isPressed: choice === 'rejected', 'aria-label': `${ __( 'Reject', 'kantlijn' ) }: ${ name }`,
			onClick: () => choose( id, 'rejected' ),
		}, '✗' ) );

	/** Offers the tag that bears a person's name, if the site has it and the article does not. */
	const Tag = ( { name } ) => {
		const tag = data.useSelect( ( select ) => {
			const found = select( coreData.store ).getEntityRecords( 'taxonomy', 'post_tag', { search: name, per_page: 20 } );
			const own = select( 'core/editor' ).getEditedPostAttribute( 'tags' );
			const same = ( found || [] ).find( ( other ) => other.name.toLowerCase() === name.toLowerCase() );
			return own && same && ! own.includes( same.id ) ? same : undefined;
		}, [ name ] );
		return tag ? el( Button, {
			isSmall: true, variant: 'secondary', className: 'kantlijn-tag',
			onClick: () => {
				const own = editor().getEditedPostAttribute( 'tags' );
				data.dispatch( 'core/editor' ).editPost( { tags: [ ...own, tag.id ] } );
			},
		}, `${ __( 'Add tag', 'kantlijn' ) }: ${ tag.name }` ) : null;
	};

	const Entry = ( { kind, name, detail, children } ) => el( PanelRow, { className: `kantlijn-${ kind }` },
		el( 'div', {}, el( 'strong', {}, name ), detail && el( 'div', {}, detail ) ), children );

	const Lists = ( { annotation, chosen } ) => {
		const named = Object.fromEntries( annotation.people.map( ( { id, name } ) => [ id, name ] ) );
		const dates = new Map( annotation.mentions.filter( ( { kind } ) => kind === 'date' )
			.map( ( mention ) => [ `${ mention.type } ${ mention.value }`, mention ] ) );
		const events = keysOfEvents( annotation );
		const panel = ( title, entries ) => el( PanelBody, { title: `${ title } (${ entries.length })` }, entries );
		return el( element.Fragment, {},
			panel( __( 'People', 'kantlijn' ), annotation.people.map( ( person ) => {
				const id = keyOfPerson( person );
				return el( Entry, { key: person.id, kind: 'person', name: person.name, detail: person.roles.join( ', ' ) },
					el( Tag, { name: person.name } ), el( Choice, { id, name: person.name, choice: chosen[ id ] } ) );
			} ) ),
			panel( __( 'Dates', 'kantlijn' ), [ ...dates.values() ].map( ( date ) =>
				el( Entry, { key: date.id, kind: 'date', name: date.edtf || date.value, detail: `“${ date.text }” ${ date.why || '' }` } ) ) ),
			panel( __( 'Events', 'kantlijn' ), annotation.events.map( ( event ) => {
				const id = events.get( event.id );
				const detail = [ ...event.people.map( ( person ) => named[ person ] ), event.when && event.when.edtf ].filter( Boolean );
				return el( Entry, { key: event.id, kind: 'event', name: event.label, detail: detail.join( ', ' ) },
					el( Choice, { id, name: event.label, choice: chosen[ id ] } ) );
			} ) ) );
	};

	const Sidebar = () => {
		const [ { annotation, problem }, set ] = useState( state );
		useEffect( () => {
			listeners.add( set );
			set( state );
			return () => listeners.delete( set );
		}, [] );
		const saved = data.useSelect( ( select ) => ( select( 'core/editor' ).getEditedPostAttribute( 'meta' ) || {} )[ META_CHOICES ], [] );
		const content = annotation
			? el( Lists, { annotation, chosen: saved ? choices() : {} } )
			: el( PanelBody, {}, problem || __( 'Write, and see who, when and what.', 'kantlijn' ) );
		return el( editPost.PluginSidebar, { name: 'kantlijn', title: 'Kantlijn', icon: 'edit-page' }, content );
	};
	plugins.registerPlugin( 'kantlijn', { render: Sidebar } );
} )( window.wp, window.kantlijnEditor );
